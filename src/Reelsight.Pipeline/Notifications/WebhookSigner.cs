using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reelsight.Pipeline.Notifications;

/// <summary>
/// Secrets of webhooks and the signatures made with them. A secret is derived from the data folder's own key and the webhook's id, so it is
/// nowhere stored; it is shown when the webhook is made.
/// </summary>
/// <param name="key">The data folder's secret.</param>
public sealed class WebhookSigner(byte[] key)
{
    /// <summary>The header that carries the signature.</summary>
    public const string HeaderName = "TL-Signature";

    /// <summary>The secret that a webhook's receiver checks signatures with.</summary>
    public string GetSecret(string webhookId) =>
        "whsec_" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"webhook:{webhookId}")));

    /// <summary>The header's value: <c>t=</c> Unix seconds and <c>v1=</c> HMAC-SHA256 of "time.body" in lower-case hex.</summary>
    public string Sign(string webhookId, string body, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(GetSecret(webhookId)), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(signature)}";
    }
}
