namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>A link that logs one browser in.</summary>
/// <param name="Url">The link; it works once.</param>
internal sealed record PageLoginLink(Uri Url);
