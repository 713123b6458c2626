<?php
// The parcel of order 100000 was posted.
require __DIR__ . '/shop_client.php';

Judge('UpdateOrderStatus', [
    'bill_id' => 100000,
    'status' => 'sent',
    'date' => 1362254400,
    'rpo' => '10000000000000',
]);
