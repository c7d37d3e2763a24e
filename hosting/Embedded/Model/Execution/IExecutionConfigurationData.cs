namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks what gatherers tell beyond arguments and environment variables.</summary>
public interface IExecutionConfigurationData;
