using System.Globalization;
using Lab.Engines.ObjectStore.Http;
using Microsoft.AspNetCore.Http;

namespace Lab.Engines.ObjectStore.Signing;

/// <summary>Checks the AWS Signature Version 4 of requests: in the Authorization header, or in the query of a presigned address.</summary>
internal sealed class Authenticator(Credentials credentials, TimeProvider time)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>What S3 allows clocks to differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan MostExpiry = TimeSpan.FromDays(7);

    /// <exception cref="S3Exception">The request is not signed, not by a known key, or not rightly.</exception>
    public Signature Authenticate(HttpContext context)
    {
        var request = context.Request;
        if (request.Query.ContainsKey("X-Amz-Algorithm"))
        {
            return Presigned(context);
        }

        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            throw S3Exception.AccessDenied("Anonymous access is not allowed: sign the request.");
        }

        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw S3Exception.InvalidRequest("The authorization mechanism is not supported; use AWS4-HMAC-SHA256.");
        }

        var fields = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2)).Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (!fields.TryGetValue("Credential", out var credential) || !fields.TryGetValue("SignedHeaders", out var signed) || !fields.TryGetValue("Signature", out var signature))
        {
            throw new S3Exception(400, "AuthorizationHeaderMalformed", "The authorization header needs Credential, SignedHeaders and Signature.");
        }

        var payload = request.Headers["x-amz-content-sha256"].ToString();
        if (payload.Length == 0)
        {
            throw S3Exception.InvalidRequest("The header x-amz-content-sha256 is missing.");
        }

        var stamp = request.Headers["x-amz-date"].ToString();
        var at = ReadTime(stamp);
        if ((time.GetUtcNow() - at).Duration() > Skew)
        {
            throw new S3Exception(403, "RequestTimeTooSkewed", "The difference between the request time and the server's time is too large.");
        }

        return Check(context, CredentialScope.Parse(credential), signed, signature, stamp, payload);
    }

    private Signature Presigned(HttpContext context)
    {
        var query = context.Request.Query;
        string Need(string name) => query[name].ToString() is { Length: > 0 } value
            ? value
            : throw new S3Exception(400, "AuthorizationQueryParametersError", $"The query parameter {name} is missing.");
        if (Need("X-Amz-Algorithm") != Algorithm)
        {
            throw new S3Exception(400, "AuthorizationQueryParametersError", $"X-Amz-Algorithm only supports {Algorithm}.");
        }

        var stamp = Need("X-Amz-Date");
        if (!double.TryParse(Need("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > MostExpiry.TotalSeconds)
        {
            throw new S3Exception(400, "AuthorizationQueryParametersError", "X-Amz-Expires must be a number of seconds up to a week.");
        }

        var (start, now) = (ReadTime(stamp), time.GetUtcNow());
        if (now > start.AddSeconds(seconds))
        {
            throw S3Exception.AccessDenied("Request has expired");
        }

        if (start - now > Skew)
        {
            throw S3Exception.AccessDenied("Request is not yet valid");
        }

        var payload = context.Request.Headers["x-amz-content-sha256"].ToString() is { Length: > 0 } said ? said : UnsignedPayload;
        return Check(context, CredentialScope.Parse(Need("X-Amz-Credential")), Need("X-Amz-SignedHeaders"), Need("X-Amz-Signature"), stamp, payload);
    }

    private Signature Check(HttpContext context, CredentialScope scope, string signedHeaders, string signature, string stamp, string payload)
    {
        if (scope.AccessKey != credentials.AccessKey)
        {
            throw new S3Exception(403, "InvalidAccessKeyId", "The access key does not exist in our records.");
        }

        if (!stamp.StartsWith(scope.Day, StringComparison.Ordinal))
        {
            throw new S3Exception(403, "SignatureDoesNotMatch", "The credential is for another day than the request.");
        }

        var headers = signedHeaders.Split(';');
        if (!headers.Contains("host"))
        {
            throw S3Exception.AccessDenied("The host header must be signed.");
        }

        var unsigned = context.Request.Headers.Keys.FirstOrDefault(name =>
            name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !headers.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase));
        if (unsigned is not null)
        {
            throw S3Exception.AccessDenied($"There were headers present in the request which were not signed: {unsigned}");
        }

        var key = new SigningKey(credentials.SecretKey, scope);
        var text = $"{Algorithm}\n{stamp}\n{scope}\n{CanonicalRequest.Hash(context, headers, payload)}";
        return key.Verifies(text, signature)
            ? new Signature(key, scope, stamp, signature, payload)
            : throw new S3Exception(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    }

    private static DateTimeOffset ReadTime(string stamp) =>
        DateTimeOffset.TryParseExact(stamp, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw S3Exception.AccessDenied("AWS authentication requires a valid x-amz-date such as 20260101T000000Z.");
}
