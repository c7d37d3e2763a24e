namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>The last result of a health check.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Status">Healthy, Degraded or Unhealthy; null before it was asked.</param>
/// <param name="Reason">Why it is not healthy, or what it says of its health.</param>
/// <param name="LastRunAt">When it was last asked, in UTC.</param>
internal sealed record PageHealthCheck(string Name, string? Status, string? Reason, DateTime? LastRunAt);
