using Lab.Engines.ObjectStore.Http;

namespace Lab.Engines.ObjectStore.Signing;

/// <summary>Who signs, and for which day, region and service: <c>KEY/20260101/eu-central-1/s3/aws4_request</c>.</summary>
internal sealed record CredentialScope(string AccessKey, string Day, string Region, string Service)
{
    public override string ToString() => $"{Day}/{Region}/{Service}/aws4_request";

    public static CredentialScope Parse(string text)
    {
        // An access key may hold slashes; the four parts behind it may not.
        var parts = text.Split('/');
        return parts is [_, .., { Length: 8 } day, { Length: > 0 } region, "s3", "aws4_request"] && day.All(char.IsAsciiDigit)
            ? new(string.Join('/', parts[..^4]), day, region, "s3")
            : throw new S3Exception(400, "AuthorizationHeaderMalformed", "The credential is malformed; expected is KEY/YYYYMMDD/REGION/s3/aws4_request.");
    }
}
