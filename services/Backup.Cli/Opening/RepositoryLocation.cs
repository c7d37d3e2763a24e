using Amazon.Runtime;
using Amazon.S3;
using Lab.Repository;
using Lab.Repository.Backends;

namespace Lab.Backup.Cli.Opening;

/// <summary>Turns a location into a backend.</summary>
internal static class RepositoryLocation
{
    public const string EndpointVariable = "LAB_BACKUP_S3_ENDPOINT";
    public const string AuthorityVariable = "LAB_BACKUP_S3_CA";

    /// <exception cref="RepositoryException">The location makes no sense.</exception>
    public static IBackend Open(string location)
    {
        if (!location.StartsWith("s3:", StringComparison.Ordinal))
        {
            return new LocalFolderBackend(location);
        }

        var parts = location[3..].TrimStart('/').Split('/', 2);
        if (parts[0].Length == 0)
        {
            throw new RepositoryException(RepositoryError.Invalid, $"'{location}' names no bucket: write s3:BUCKET or s3:BUCKET/PREFIX.");
        }

        var configuration = new AmazonS3Config();
        if (Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 } endpoint)
        {
            configuration.ServiceURL = endpoint;
            configuration.ForcePathStyle = true;
            configuration.AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1";
        }

        if (Environment.GetEnvironmentVariable(AuthorityVariable) is { Length: > 0 } authority)
        {
            configuration.HttpClientFactory = new TrustingHttpClientFactory(authority);
        }

        try
        {
            return new S3Backend(new AmazonS3Client(configuration), parts[0], parts.Length > 1 ? parts[1] : "");
        }
        catch (AmazonClientException error)
        {
            throw new RepositoryException(RepositoryError.Invalid, $"S3 cannot be used: {error.Message.ReplaceLineEndings(" ")} Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_REGION or {EndpointVariable}.", error);
        }
    }
}
