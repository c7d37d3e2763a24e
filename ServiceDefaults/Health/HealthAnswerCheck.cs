namespace Lab.ServiceDefaults.Health;

/// <param name="Name">The check's name.</param>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Reason">Why it is not healthy, where that is known.</param>
internal sealed record HealthAnswerCheck(string Name, string Status, string? Reason);
