namespace Aspire.Hosting.ApplicationModel;

/// <summary>What gatherers have added.</summary>
internal sealed class ExecutionConfigurationGathererContext : IExecutionConfigurationGathererContext
{
    public List<object> Arguments { get; } = [];

    public Dictionary<string, object> EnvironmentVariables { get; } = [];

    public List<IExecutionConfigurationData> AdditionalData { get; } = [];

    public void AddAdditionalData(IExecutionConfigurationData metadata) => AdditionalData.Add(metadata);
}
