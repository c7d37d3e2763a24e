namespace Lab.Hosting.Clients.Neo4j;

/// <summary>A hint of the server about a statement.</summary>
/// <param name="Code">Its code, for example <c>Neo.ClientNotification.Statement.UnknownLabelWarning</c>.</param>
/// <param name="Title">It in brief.</param>
/// <param name="Description">It at length.</param>
/// <param name="Severity"><c>WARNING</c> or <c>INFORMATION</c>.</param>
/// <param name="Category">What it is about, for example <c>PERFORMANCE</c>.</param>
public sealed record Neo4jNotification(string Code, string? Title, string? Description, string? Severity, string? Category);
