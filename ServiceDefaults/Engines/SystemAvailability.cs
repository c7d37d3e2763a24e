using Lab.Model.Systems;
using Microsoft.Extensions.Configuration;

namespace Lab.ServiceDefaults.Engines;

/// <summary>Whether a declared system runs at all: in a local run, some may have neither a local process nor a container.</summary>
public static class SystemAvailability
{
    /// <summary>Why a system is not available (<c>Lab:NotAvailable:NAME</c>, which the AppHost sets): who would ask it, says this instead.</summary>
    /// <param name="configuration">The service's configuration.</param>
    /// <param name="system">The system.</param>
    /// <returns>A sentence; <see langword="null"/> where nothing speaks against asking it.</returns>
    public static string? WhyNotAvailable(this IConfiguration configuration, DatabaseSystem system)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(system);
        return configuration[$"Lab:NotAvailable:{system.Name}"] is { Length: > 0 } reason ? $"The system is not available: {reason}." : null;
    }
}
