using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Resolves the environment and the arguments of an instance, waiting for what is not known yet.</summary>
internal sealed class LaunchConfigurationResolver(DistributedApplicationExecutionContext executionContext, TimeProvider timeProvider)
{
    // A value that comes this late is probably one that nobody provides.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Resolves what an instance is started with.</summary>
    /// <exception cref="LaunchException">A value cannot be had.</exception>
    public async Task<LaunchConfiguration> ResolveAsync(LaunchContext launch, CancellationToken cancellationToken)
    {
        var gathered = new ExecutionConfigurationGathererContext();
        await new EnvironmentVariablesGatherer().GatherAsync(gathered, launch.Resource, launch.Log, executionContext, cancellationToken).ConfigureAwait(false);
        await new ArgumentsGatherer().GatherAsync(gathered, launch.Resource, launch.Log, executionContext, cancellationToken).ConfigureAwait(false);

        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in gathered.EnvironmentVariables)
        {
            if (await ResolveAsync(launch, $"environment variable '{name}'", value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                environment[name] = text;
            }
        }

        var arguments = new List<string>();
        foreach (var value in gathered.Arguments)
        {
            if (await ResolveAsync(launch, "an argument", value, cancellationToken).ConfigureAwait(false) is { } text)
            {
                arguments.Add(text);
            }
        }

        return new LaunchConfiguration(environment, arguments);
    }

    private async Task<string?> ResolveAsync(LaunchContext launch, string what, object? value, CancellationToken cancellationToken)
    {
        try
        {
            var text = value switch
            {
                null => null,
                string s => s,
                IValueProvider provider => await GetAsync(launch, what, provider, cancellationToken).ConfigureAwait(false),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString(),
            };
            return launch.Bindings.Aggregate(text, (t, binding) => t?.Replace(
                binding.Placeholder,
                binding.Port.ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal));
        }
        catch (Exception error) when (error is DistributedApplicationException or InvalidOperationException)
        {
            throw new LaunchException($"The value of {what} is not available: {error.Message}", error);
        }
    }

    private async Task<string?> GetAsync(LaunchContext launch, string what, IValueProvider provider, CancellationToken cancellationToken)
    {
        var context = new ValueProviderContext { ExecutionContext = executionContext, Caller = launch.Resource };
        var resolving = provider.GetValueAsync(context, cancellationToken).AsTask();
        if (!resolving.IsCompleted)
        {
            await Task.WhenAny(resolving, Task.Delay(Patience, timeProvider, cancellationToken)).ConfigureAwait(false);
            if (!resolving.IsCompleted)
            {
                launch.Log.LogWarning("Still waiting for the value of {What}: what it refers to has no address yet.", what);
            }
        }

        return await resolving.ConfigureAwait(false);
    }
}
