namespace Lab.Tuning.Settings;

/// <summary>A setting as it is beside what it should be.</summary>
/// <param name="Name">The setting's name.</param>
/// <param name="Value">The value in force; null where the server does not have the setting.</param>
/// <param name="Unit">The unit that the server counts in.</param>
/// <param name="Source">Where the server has it from.</param>
/// <param name="PendingRestart">Whether another value waits for a restart.</param>
/// <param name="Recommended">The recommended value with its unit; null where the profile has no opinion.</param>
/// <param name="Agrees">Whether both are the same amount; null where there is no recommendation.</param>
/// <param name="Reason">Why the recommended value.</param>
/// <param name="Reference">Where the rule stands.</param>
internal sealed record ComparedSetting(
    string Name, string? Value, string? Unit, string? Source, bool PendingRestart, string? Recommended, bool? Agrees, string? Reason, string? Reference);
