using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Shows which parameters have a value.</summary>
internal sealed class ParameterStates(ResourceNotificationService notifications, ResourceLoggerService loggers)
{
    private const string ValueMissing = "Value missing";

    public async Task PublishAsync(ParameterResource parameter)
    {
        var (state, value) = Resolve(parameter);
        await notifications.PublishUpdateAsync(parameter, s => s with
        {
            State = state,
            Properties = value is null
                ? s.Properties
                : [.. s.Properties.Where(p => p.Name != "Value"), new ResourcePropertySnapshot("Value", value) { IsSensitive = parameter.Secret }],
        }).ConfigureAwait(false);
    }

    private (ResourceStateSnapshot State, string? Value) Resolve(ParameterResource parameter)
    {
        try
        {
            return (new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success), parameter.Value);
        }
        catch (MissingParameterValueException error)
        {
            loggers.GetLogger(parameter).LogError("{Error}", error.Message);
            return (new ResourceStateSnapshot(ValueMissing, KnownResourceStateStyles.Warn), null);
        }
    }
}
