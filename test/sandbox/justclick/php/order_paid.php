<?php
// Order 100000 was paid.
require __DIR__ . '/shop_client.php';

Judge('UpdateOrderStatus', ['bill_id' => '100000', 'status' => 'paid', 'date' => 1362254400]);
