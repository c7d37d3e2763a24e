using Lab.ServiceDefaults;

namespace Lab.Tuning.Settings;

/// <param name="Basis"><c>Lab:Sizing</c>: <c>declared</c> (default) or <c>machine</c>, as the AppHost sized the servers that it started.</param>
/// <param name="SnapshotEvery"><c>Tuning:SnapshotMinutes</c>: how often settings are kept, 15 minutes.</param>
internal sealed record TuningOptions(SizingBasis Basis, TimeSpan SnapshotEvery)
{
    /// <exception cref="ServiceConfigurationException">A value is not allowed.</exception>
    public static TuningOptions Read(IConfiguration configuration)
    {
        var basis = configuration["Lab:Sizing"] switch
        {
            null or "" or "declared" => SizingBasis.Declared,
            "machine" => SizingBasis.Machine,
            var other => throw new ServiceConfigurationException($"Lab__Sizing is '{other}'; allowed are declared and machine."),
        };
        var minutes = configuration["Tuning:SnapshotMinutes"] is { Length: > 0 } text ? text : "15";
        return int.TryParse(minutes, out var number) && number is >= 1 and <= 1440
            ? new TuningOptions(basis, TimeSpan.FromMinutes(number))
            : throw new ServiceConfigurationException($"Tuning__SnapshotMinutes is '{minutes}'; allowed is a whole number of minutes from 1 to 1440.");
    }
}
