namespace Lab.Model.Compliance;

/// <summary>A policy of the institution.</summary>
/// <param name="Id">Its name, for example <c>data-management</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Purpose">What it asks of the databases.</param>
public sealed record Policy(string Id, string Title, string Purpose);
