<?php
// A client of API 1.0 in PHP, signing and checking by the rules that the vendor documents for PHP shops. It judges the
// double: what works here works because PHP itself made the query and the hashes.

declare(strict_types=1);

/** The account, given on the command line: base address, login, key. */
function account(): array
{
    global $argv;
    return ['url' => $argv[1], 'user_id' => $argv[2], 'user_rps_key' => $argv[3]];
}

/** The hash of a request: its parameters as a query, the login and the key, joined by two colons. */
function GetHash(array $params, array $user_rs): string
{
    return md5(http_build_query($params) . '::' . $user_rs['user_id'] . '::' . $user_rs['user_rps_key']);
}

/** Whether an answer was signed with our key. */
function CheckHash(object $resp, array $user_rs): bool
{
    return md5("{$resp->error_code}::{$resp->error_text}::{$user_rs['user_rps_key']}") == $resp->hash;
}

/** Posts a form and returns the answer's body, whatever its status. */
function Send(string $url, array $data): string
{
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => 'Content-Type: application/x-www-form-urlencoded',
        'content' => http_build_query($data),
        'ignore_errors' => true,
        'follow_location' => 0,
    ]]);
    return file_get_contents($url, false, $context);
}

/** Signs and sends a call, and prints our verdict on the answer as JSON. */
function Judge(string $function, array $send_data): void
{
    $user_rs = account();
    $send_data['hash'] = GetHash($send_data, $user_rs);
    $resp = json_decode(Send("{$user_rs['url']}/api/$function", $send_data));
    echo json_encode([
        'code' => $resp->error_code,
        'text' => $resp->error_text,
        'genuine' => CheckHash($resp, $user_rs),
        'result' => $resp->result ?? null,
    ]);
}
