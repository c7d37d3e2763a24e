namespace Lab.Model.Backup;

/// <summary>What the lab promises for a recovery.</summary>
/// <param name="RecoveryTime">The longest time until the data is there again (RTO).</param>
/// <param name="RecoveryTimeFrom">The copy from which that time is promised.</param>
/// <param name="RecoveryPoint">The longest span of work that may be lost (RPO).</param>
public sealed record RecoveryObjectives(TimeSpan RecoveryTime, CopyLocation RecoveryTimeFrom, TimeSpan RecoveryPoint);
