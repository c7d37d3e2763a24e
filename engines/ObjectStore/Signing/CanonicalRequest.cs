using System.Security.Cryptography;
using System.Text;
using Lab.Engines.ObjectStore.Http;
using Microsoft.AspNetCore.Http;

namespace Lab.Engines.ObjectStore.Signing;

/// <summary>A request in the one form that both sides sign.</summary>
/// <remarks>"Create a canonical request" of the AWS Signature Version 4 documentation; for S3 the path is encoded once.</remarks>
internal static class CanonicalRequest
{
    public static string Hash(HttpContext context, IReadOnlyList<string> signedHeaders, string payload) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Build(context, signedHeaders, payload))));

    public static string Build(HttpContext context, IReadOnlyList<string> signedHeaders, string payload)
    {
        var text = new StringBuilder(512);
        text.Append(context.Request.Method).Append('\n');
        text.Append(string.Join('/', S3Request.RawPath(context).Split('/').Select(part => Encode(Uri.UnescapeDataString(part))))).Append('\n');
        text.AppendJoin('&', Parameters(context.Request.QueryString.Value ?? "")).Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':').Append(Value(context.Request, name)).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payload).ToString();
    }

    /// <summary>All but unreserved characters as %XX, in capitals.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    private static IEnumerable<string> Parameters(string query) => query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.IndexOf('=', StringComparison.Ordinal) is var at && at >= 0 ? (Name: pair[..at], Value: pair[(at + 1)..]) : (Name: pair, Value: ""))
        .Select(pair => (Name: Encode(Uri.UnescapeDataString(pair.Name)), Value: Encode(Uri.UnescapeDataString(pair.Value))))
        .Where(pair => pair.Name != "X-Amz-Signature")
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}");

    private static string Value(HttpRequest request, string name) => name == "host"
        ? request.Host.Value ?? ""
        : string.Join(',', request.Headers[name].Select(value => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
