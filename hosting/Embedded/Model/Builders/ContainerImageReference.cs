using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The parts of an image's name as people write it: <c>registry/repository:tag@digest</c>.</summary>
internal sealed partial record ContainerImageReference(string? Registry, string Repository, string? Tag, string? Digest)
{
    /// <exception cref="ArgumentOutOfRangeException">The name is not one of an image.</exception>
    public static ContainerImageReference Parse(string name)
    {
        var match = Pattern().Match(name);
        return match.Success
            ? new ContainerImageReference(Part("registry"), match.Groups["repository"].Value, Part("tag"), Part("digest"))
            : throw new ArgumentOutOfRangeException(
                nameof(name), name, "The name of a container image reads 'repository', 'registry/repository', with ':tag' or '@sha256:digest' after it.");

        string? Part(string group) => match.Groups[group] is { Success: true } part ? part.Value : null;
    }

    // A first part is a registry when it has a dot or a port or is localhost, as for docker.
    [GeneratedRegex(
        """
        ^
        (?: (?<registry> (?: localhost | \[[0-9a-fA-F:]+\] | [\w-]+(?:\.[\w-]+)+ )(?::\d+)? | [\w-]+:\d+ ) / )?
        (?<repository> [\w\-./<>]+ )
        (?: : (?<tag> [\w\-.<>]+ ) )?
        (?: @ (?<digest> .+ ) )?
        $
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
