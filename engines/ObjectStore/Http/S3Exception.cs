namespace Lab.Engines.ObjectStore.Http;

/// <summary>What a request is answered with when it cannot be done: S3's error code with its HTTP status.</summary>
/// <remarks>Codes and statuses: "Error responses" of the Amazon S3 API reference.</remarks>
internal sealed class S3Exception(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>Headers that go with the answer, such as what kind of version a key that is gone has.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static S3Exception InvalidArgument(string message) => new(400, "InvalidArgument", message);

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception MalformedXml(string message = "The XML is not well-formed or does not follow the published schema.") => new(400, "MalformedXML", message);

    public static S3Exception AccessDenied(string message = "Access Denied") => new(403, "AccessDenied", message);

    public static S3Exception NoSuchKey(string key) => new(404, "NoSuchKey", $"The key '{key}' does not exist.");

    public static S3Exception NoSuchVersion(string version) => new(404, "NoSuchVersion", $"The version '{version}' does not exist.");

    public static S3Exception NoSuchBucket(string bucket) => new(404, "NoSuchBucket", $"The bucket '{bucket}' does not exist.");

    public static S3Exception NoSuchUpload(string upload) => new(404, "NoSuchUpload", $"The upload '{upload}' does not exist: it was completed or aborted.");

    public static S3Exception PreconditionFailed(string condition) => new(412, "PreconditionFailed", $"The condition {condition} does not hold.");

    /// <summary>What S3 has and this server does not: never silently done.</summary>
    public static S3Exception NotImplemented(string what) => new(501, "NotImplemented", $"{what} is not supported by this server.");
}
