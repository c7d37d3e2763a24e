namespace Lab.Tuning.Settings;

/// <summary>The settings of a server beside the profile's.</summary>
/// <param name="Server">The server.</param>
/// <param name="ReadAt">When they were read.</param>
/// <param name="SizedFor">The machine that the recommendation was computed for.</param>
/// <param name="Settings">Those that the profile has an opinion on first, in its order; then the others by name.</param>
internal sealed record ServerSettings(string Server, DateTimeOffset ReadAt, Sizing SizedFor, IReadOnlyList<ComparedSetting> Settings);
