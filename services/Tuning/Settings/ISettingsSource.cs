using Lab.Model.Systems;

namespace Lab.Tuning.Settings;

/// <summary>Reads the settings of servers of one engine, and knows what they should be.</summary>
internal interface ISettingsSource
{
    /// <summary>The server's settings as they are in force, by name; secrets are left out.</summary>
    Task<IReadOnlyList<LiveSetting>> ReadAsync(DatabaseSystem system, CancellationToken cancellationToken);

    /// <summary>What the server should be set to, and for which size of machine.</summary>
    Recommendation Recommend(DatabaseSystem system);
}
