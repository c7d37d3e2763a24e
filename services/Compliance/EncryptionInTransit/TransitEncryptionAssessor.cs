using Lab.Compliance.Controls;
using Lab.Model;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;

namespace Lab.Compliance.EncryptionInTransit;

/// <summary>CIS 3.10: sensitive data is encrypted in transit. Every system is asked on the wire, all at once.</summary>
internal sealed class TransitEncryptionAssessor(
    LabDeclaration lab, TransitMeter meter, IServiceProvider services, IConfiguration configuration, TimeProvider time)
    : IControlAssessor, IControlRegistration
{
    public static string Control => "CIS-3.10";

    public async Task<IReadOnlyList<Finding>> AssessAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(lab.Systems.Select(system => MeasureAsync(system, cancellationToken)));

    private Task<Finding> MeasureAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        if (services.GetKeyedService<ITransitProbe>(system.Engine) is not { } probe)
        {
            return NotMeasured(system, $"There is no probe for {system.Engine}.");
        }

        if (configuration.WhyNotAvailable(system) is { } reason)
        {
            return NotMeasured(system, reason);
        }

        var connectionString = configuration.GetConnectionString(system.Name);
        return string.IsNullOrWhiteSpace(connectionString)
            ? NotMeasured(system, $"ConnectionStrings__{system.Name} is not set.")
            : meter.MeasureAsync(system, probe, connectionString, cancellationToken);
    }

    private Task<Finding> NotMeasured(DatabaseSystem system, string reason) =>
        Task.FromResult(new Finding(system.Name, FindingStatus.NotMeasured, reason, time.GetUtcNow(), []));
}
