namespace Lab.Tuning.Settings;

/// <summary>A setting that changed between two looks at the server.</summary>
/// <param name="Name">The setting.</param>
/// <param name="From">The value before, null where the setting was not there.</param>
/// <param name="To">The value since, null where the setting is gone.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Source">Where the server has the new value from.</param>
/// <param name="After">The last look that showed the value before.</param>
/// <param name="SeenAt">The first look that showed the new value.</param>
internal sealed record SettingChange(string Name, string? From, string? To, string? Unit, string? Source, DateTime After, DateTime SeenAt);
