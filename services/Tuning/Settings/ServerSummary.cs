using Lab.Model.Systems;

namespace Lab.Tuning.Settings;

/// <param name="Name">The server.</param>
/// <param name="Engine">Its engine.</param>
/// <param name="Workload">What it is tuned for.</param>
/// <param name="SizedFor">The machine that it is tuned for.</param>
/// <param name="Reachable">Whether its settings could be read now.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Recommended">How many settings the profile has an opinion on.</param>
/// <param name="Agreeing">How many of those are as recommended; null where it was not reached.</param>
/// <param name="PendingRestart">How many settings wait for a restart; null where it was not reached.</param>
/// <param name="LastSnapshot">When its settings were last kept.</param>
internal sealed record ServerSummary(
    string Name,
    string Engine,
    Workload Workload,
    Sizing SizedFor,
    bool Reachable,
    string? Reason,
    int Recommended,
    int? Agreeing,
    int? PendingRestart,
    DateTimeOffset? LastSnapshot);
