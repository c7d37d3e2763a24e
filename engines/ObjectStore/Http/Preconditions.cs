using System.Globalization;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>Conditions under which a request is to be done.</summary>
/// <remarks>RFC 9110, section 13, and "Conditional requests" of the Amazon S3 user guide.</remarks>
internal static class Preconditions
{
    /// <summary>For reading.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">What would be read.</param>
    /// <param name="prefix">Empty, or <c>x-amz-copy-source-</c> for the source of a copy.</param>
    /// <returns>Whether it is to be answered as not modified.</returns>
    /// <exception cref="S3Exception">A condition does not hold.</exception>
    public static bool IsNotModified(S3Request request, ObjectVersion version, string prefix = "")
    {
        var match = request.Header(prefix + "if-match");
        if (match is not null ? !Matches(match, version.ETag) : Date(request, prefix + "if-unmodified-since") is { } unmodified && Seconds(version.Modified) > unmodified)
        {
            throw S3Exception.PreconditionFailed(match is not null ? "If-Match" : "If-Unmodified-Since");
        }

        var none = request.Header(prefix + "if-none-match");
        var same = none is not null ? Matches(none, version.ETag) : Date(request, prefix + "if-modified-since") is { } modified && Seconds(version.Modified) <= modified;
        return !same ? false : prefix.Length == 0 ? true : throw S3Exception.PreconditionFailed(none is not null ? "If-None-Match" : "If-Modified-Since");
    }

    /// <summary>For writing: checked in the transaction that writes.</summary>
    public static void RequireWritable(S3Request request, ObjectVersion? latest)
    {
        var present = latest is { IsDeleteMarker: false } ? latest : null;
        if (request.Header("if-none-match") is { } none)
        {
            if (none.Trim() != "*")
            {
                throw S3Exception.NotImplemented("If-None-Match with anything but * on a write");
            }

            if (present is not null)
            {
                throw S3Exception.PreconditionFailed("If-None-Match");
            }
        }

        if (request.Header("if-match") is { } match)
        {
            if (present is null)
            {
                throw S3Exception.NoSuchKey(request.Key);
            }

            if (!Matches(match, present.ETag))
            {
                throw S3Exception.PreconditionFailed("If-Match");
            }
        }
    }

    private static bool Matches(string condition, string etag) =>
        condition.Split(',', StringSplitOptions.TrimEntries).Any(one => one == "*" || one.Trim('"').Equals(etag, StringComparison.OrdinalIgnoreCase));

    private static DateTimeOffset? Date(S3Request request, string name) =>
        request.Header(name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
