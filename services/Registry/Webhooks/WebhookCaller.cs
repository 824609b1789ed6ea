using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CreditShare.ExchangeLog.Signing;
using CreditShare.Hosting.Secrets;
using CreditShare.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;

namespace CreditShare.Registry.Webhooks;

/// <summary>
/// Calls a receiver: says that there is a notice, and nothing of whom or what it is about, so that the one who listens at a wrong address learns nothing. The agency fetches it with its token,
/// which is logged.
/// </summary>
internal sealed class WebhookCaller(IHttpClientFactory clients, IOptionsMonitor<WebhookOptions> options, TimeProvider time)
{
    public const string Client = "webhooks";

    private const int SeedLength = Ed25519.SeedLength;

    private readonly Lock gate = new();
    private byte[]? seed;

    /// <summary>
    /// Connects to no private, loopback, link-local, multicast or otherwise special address, whatever name leads there: the address that was checked is the one that is connected to. Follows no
    /// redirect.
    /// </summary>
    public static HttpMessageHandler Handler(WebhookOptions options)
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest) { AddXFFHeader = false };
        // IPv4 written as IPv6 in the way of long ago.
        policy.AddDeniedAddresses(["::/96"]);
        if (options.AllowLoopbackForTests)
        {
            policy.AllowPlainTextHttp = true;
            policy.AddAllowedAddresses(["127.0.0.0/8", "::1/128"]);
        }
        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        return handler;
    }

    /// <returns>What came of it: a status, or a word if there was no answer.</returns>
    public async Task<(HttpStatusCode? Status, string Said)> CallAsync(DueCall call, WebhookReceiver receiver, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var body = JsonSerializer.Serialize(new
        {
            type = "notice.opened",
            timestamp = call.OpenedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            data = new { notice = call.Notice, link = $"/v1/notices/{call.Notice}" },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", call.Notice);
        request.Headers.Add("webhook-timestamp", WebhookSigning.Timestamp(now));
        request.Headers.Add("webhook-signature", Signatures(receiver, call.Notice, now, body));
        using var limit = new CancellationTokenSource(options.CurrentValue.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (response.StatusCode, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, "timeout");
        }
        catch (Exception fault) when (fault is AntiSSRFException or ArgumentException)
        {
            return (null, "address-refused");
        }
        catch (Exception fault) when (fault is HttpRequestException { InnerException: AntiSSRFException })
        {
            return (null, "address-refused");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
        {
            return (null, "unreachable");
        }
    }

    /// <exception cref="InvalidOperationException">A key file is missing or holds no key.</exception>
    private string Signatures(WebhookReceiver receiver, string id, DateTimeOffset at, string body)
    {
        var signature = WebhookSigning.Asymmetric(Seed(), id, at, body);
        if (receiver.SecretFile is not { } file)
            return signature;
        var secret = WebhookSigning.Secret(File.ReadAllText(file)) ?? throw new InvalidOperationException($"{file} holds no {WebhookSigning.SecretForm}.");
        return $"{signature} {WebhookSigning.Symmetric(secret, id, at, body)}";
    }

    private byte[] Seed()
    {
        lock (gate)
        {
            var file = options.CurrentValue.KeyFile;
            if (seed is null && !File.Exists(file))
            {
                if (!options.CurrentValue.CreateKey)
                    throw new InvalidOperationException($"The webhook key file {file} is missing. Receivers know the old key: restore the file.");
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
                var made = RandomNumberGenerator.GetBytes(SeedLength);
                SecretFile.Write(file, WebhookSigning.PrivatePrefix + Convert.ToBase64String(made));
                File.WriteAllText(file + ".pub", WebhookSigning.PublicPrefix + Convert.ToBase64String(Ed25519.PublicKey(made)) + "\n");
            }
            return seed ??= WebhookSigning.Seed(File.ReadAllText(file))
                ?? throw new InvalidOperationException($"{file} holds no {WebhookSigning.SeedForm}.");
        }
    }
}
