using System.Text.RegularExpressions;

namespace Lab.Model.Systems;

/// <summary>A container image with everything named: registry, repository and tag.</summary>
/// <param name="Registry">The registry's host, for example <c>docker.io</c>.</param>
/// <param name="Repository">The repository, for example <c>library/postgres</c>.</param>
/// <param name="Tag">The tag, for example <c>16.14</c>.</param>
public sealed partial record ContainerImage(string Registry, string Repository, string Tag)
{
    /// <summary>How an image is written, for error messages.</summary>
    public const string Form = "an image with registry and tag such as \"docker.io/library/postgres:16.14\"";

    /// <summary>Reads an image as <see cref="Form"/> says; the tag <c>latest</c> is no pinned tag.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The image, or <see langword="null"/> where the text is none.</returns>
    public static ContainerImage? Parse(string? text) =>
        text is not null && Pattern().Match(text) is { Success: true } match && match.Groups["tag"].Value != "latest"
            ? new ContainerImage(match.Groups["registry"].Value, match.Groups["repository"].Value, match.Groups["tag"].Value)
            : null;

    /// <summary>The image as container runtimes take it.</summary>
    /// <returns><c>registry/repository:tag</c>.</returns>
    public override string ToString() => $"{Registry}/{Repository}:{Tag}";

    [GeneratedRegex(@"^(?<registry>[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?|localhost(:[0-9]+)?)/(?<repository>[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*):(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
