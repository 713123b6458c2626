<?php
// An order of two products with nested goods and marks.
require __DIR__ . '/shop_client.php';

Judge('CreateOrder', [
    'goods' => [
        ['good_name' => 'kurs_start', 'good_sum' => '1500'],
        ['good_name' => 'kurs_pro'],
    ],
    'bill_email' => 'user5@email.com',
    'bill_first_name' => 'Ёжик',
    'bill_timer_kill' => true,
    'utm' => ['utm_medium' => 'cpc', 'utm_source' => 'яндекс'],
]);
