using Lab.Model.Backup;

namespace Lab.Backup.Policies;

/// <param name="RtoSeconds">The longest time until the data is there again, in seconds.</param>
/// <param name="RtoFrom">The copy from which that is promised: objects outside the lab have to be retrieved for hours first.</param>
/// <param name="RpoSeconds">The longest span of work that may be lost, in seconds.</param>
internal sealed record PolicyObjectives(double RtoSeconds, CopyLocation RtoFrom, double RpoSeconds);
