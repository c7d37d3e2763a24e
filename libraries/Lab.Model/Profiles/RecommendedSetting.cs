namespace Lab.Model.Profiles;

/// <summary>A setting that a server should have, and why.</summary>
/// <param name="Name">The setting's name, for example <c>shared_buffers</c>.</param>
/// <param name="Value">The value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of a number (<c>kB</c>, <c>MB</c>, <c>s</c>, <c>min</c>); <see langword="null"/> where there is none.</param>
/// <param name="Reason">Why this value, with the numbers it comes from.</param>
/// <param name="Source">Where the rule stands.</param>
public sealed record RecommendedSetting(string Name, string Value, string? Unit, string Reason, string Source)
{
    /// <summary>The value as a configuration file or <c>-c name=value</c> takes it, for example <c>12288MB</c>.</summary>
    public string Text => Value + Unit;

    /// <summary>Whether a server has the recommended value.</summary>
    /// <param name="setting">The value as <c>pg_settings.setting</c> shows it.</param>
    /// <param name="unit">Its unit as <c>pg_settings.unit</c> shows it, for example <c>8kB</c>.</param>
    /// <returns>Whether both are the same amount, however it is written.</returns>
    public bool Agrees(string setting, string? unit)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return PostgreSqlQuantity.TryParse(Value, Unit, out var recommended) && PostgreSqlQuantity.TryParse(setting, unit, out var actual)
            ? recommended == actual
            : string.Equals(Normalized(Value), Normalized(setting), StringComparison.OrdinalIgnoreCase);
    }

    private static string Normalized(string value) => value.Replace(" ", "", StringComparison.Ordinal);
}
