<?php
// Every kind of value at once: Cyrillic, signs that encoders disagree on, emoji, lists, nesting, a boolean, nothing.
require __DIR__ . '/shop_client.php';

Judge('UpdateGood', [
    'good_name' => 'super_tovar',
    'good_title' => "Курс *Pro* (2024) ~ it's! 😀",
    'good_sum' => 990.5,
    'good_client_rassilki' => 'second, clients_super_tovar',
    'good_only_countries' => 'RUS,UKR',
    'good_api_url_notif' => 'http://пример.рф/оплата?a=paid&b[]=1',
    'good_mail_body' => '',
    'good_mail_text' => "Ссылка: {\$download}\r\n100% + 5 = ?",
    'good_pay_text' => "<h1>#PRODUCT#</h1>\n<b>#PRICE#</b>",
    'good_publish' => false,
    'good_timer' => true,
    'good_mail_subject' => null,
    'unknown_list' => ['а', 'б', 7 => '*~!\'()', 'ключ .' => ['x' => ['y' => "\t", 3 => 'z', 1 => 'w']]],
    'unknown_empty' => [],
]);
