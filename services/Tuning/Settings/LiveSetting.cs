namespace Lab.Tuning.Settings;

/// <param name="Name">The setting's name.</param>
/// <param name="Value">The value in force, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit that the server counts in, for example <c>8kB</c>.</param>
/// <param name="Source">Where the server has it from, for example <c>configuration file</c>.</param>
/// <param name="PendingRestart">Whether it was changed and comes into force only with a restart.</param>
/// <param name="Durable">Whether it belongs to the server and not just to the connection that asked.</param>
internal sealed record LiveSetting(string Name, string Value, string? Unit, string Source, bool PendingRestart, bool Durable);
