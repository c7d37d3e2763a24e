using System.Globalization;
using Lab.Model.Profiles;
using Lab.Model.Values;
using Lab.ServiceDefaults;

namespace Lab.Tuning.Settings;

/// <param name="Machine"><c>Lab:Machine:Cores</c> and <c>Lab:Machine:MemoryBytes</c>: the machine that carries the whole lab in the local run; null where each server has what lab.json declares.</param>
/// <param name="SnapshotEvery"><c>Tuning:SnapshotMinutes</c>: how often settings are kept, 15 minutes.</param>
internal sealed record TuningOptions(MachineResources? Machine, TimeSpan SnapshotEvery)
{
    private const int DefaultMinutes = 15;

    private const int MinutesOfADay = 1440;

    /// <exception cref="ServiceConfigurationException">A value is not allowed.</exception>
    public static TuningOptions Read(IConfiguration configuration)
    {
        var cores = Number(configuration, "Lab:Machine:Cores", int.MaxValue);
        var memory = Number(configuration, "Lab:Machine:MemoryBytes", long.MaxValue);
        if (cores is null != memory is null)
        {
            throw new ServiceConfigurationException("Lab__Machine__Cores and Lab__Machine__MemoryBytes belong together: set both or neither.");
        }

        return new TuningOptions(
            cores is null ? null : new MachineResources((int)cores, new ByteSize(memory!.Value)),
            TimeSpan.FromMinutes(Number(configuration, "Tuning:SnapshotMinutes", MinutesOfADay) ?? DefaultMinutes));
    }

    private static long? Number(IConfiguration configuration, string key, long most)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ServiceConfigurationException(string.Create(
                CultureInfo.InvariantCulture, $"{key.Replace(":", "__", StringComparison.Ordinal)} is '{text}'; allowed is a whole number from 1 to {most}."));
    }
}
