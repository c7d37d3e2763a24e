namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>An address of a resource.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">The address.</param>
/// <param name="Text">What to show instead of the address.</param>
/// <param name="Internal">Whether it is for details only.</param>
/// <param name="Inactive">Whether nothing answers there now.</param>
internal sealed record PageUrl(string? Name, string Url, string? Text, bool Internal, bool Inactive);
