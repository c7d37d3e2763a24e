namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource is started with, resolved.</summary>
internal sealed class ExecutionConfigurationResult : IExecutionConfigurationResult
{
    public required IEnumerable<object> References { get; init; }

    public required IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed { get; init; }

    public IEnumerable<(string Value, bool IsSensitive)> Arguments => ArgumentsWithUnprocessed.Select(argument => (argument.Processed, argument.IsSensitive));

    public required IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed { get; init; }

    public IEnumerable<KeyValuePair<string, string>> EnvironmentVariables =>
        EnvironmentVariablesWithUnprocessed.Select(variable => KeyValuePair.Create(variable.Key, variable.Value.Processed));

    public required IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData { get; init; }

    public Exception? Exception { get; init; }

    /// <summary>Resolves what was gathered. What can't be resolved is left out and told in <see cref="Exception"/>.</summary>
    public static async Task<ExecutionConfigurationResult> ResolveAsync(
        ExecutionConfigurationGathererContext gathered,
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken)
    {
        var resolver = new ValueResolver(resource, executionContext);
        List<object> references = [];
        List<(object, string, bool)> arguments = [];
        List<KeyValuePair<string, (object, string)>> variables = [];
        List<Exception> errors = [];
        foreach (var argument in gathered.Arguments)
        {
            await ResolveAsync(argument, resolved => arguments.Add((argument, resolved.Value!, resolved.IsSensitive))).ConfigureAwait(false);
        }

        foreach (var (name, value) in gathered.EnvironmentVariables)
        {
            await ResolveAsync(value, resolved => variables.Add(KeyValuePair.Create(name, (value, resolved.Value!)))).ConfigureAwait(false);
        }

        return new()
        {
            References = references.Distinct().ToArray(),
            ArgumentsWithUnprocessed = arguments,
            EnvironmentVariablesWithUnprocessed = variables,
            AdditionalConfigurationData = gathered.AdditionalData,
            Exception = errors.Count == 0 ? null : new AggregateException($"The arguments or environment variables of '{resource.Name}' can't be resolved.", errors),
        };

        async Task ResolveAsync(object value, Action<ResolvedValue> keep)
        {
            try
            {
                var resolved = await resolver.ResolveAsync(value, cancellationToken).ConfigureAwait(false);
                if (resolved.Value is null)
                {
                    return;
                }

                keep(resolved);
                if (value is IValueProvider or IManifestExpressionProvider)
                {
                    references.Add(value);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                errors.Add(error);
            }
        }
    }
}
