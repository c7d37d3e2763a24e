namespace Lab.Backup.Systems;

/// <summary>The recovery point objective beside what holds now.</summary>
/// <param name="ObjectiveSeconds">The longest span of work that may be lost, in seconds.</param>
/// <param name="AgeSeconds">What would be lost now, in seconds; null where there is no backup.</param>
/// <param name="Met">Whether the age is within the objective.</param>
/// <param name="Reason">Why it is or is not.</param>
internal sealed record RecoveryPoint(double ObjectiveSeconds, double? AgeSeconds, bool Met, string Reason);
