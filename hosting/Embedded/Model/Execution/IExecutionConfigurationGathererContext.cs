namespace Aspire.Hosting.ApplicationModel;

/// <summary>What gatherers add to.</summary>
public interface IExecutionConfigurationGathererContext
{
    /// <summary>The command line arguments: texts, or values that are resolved later.</summary>
    List<object> Arguments { get; }

    /// <summary>The environment variables: texts, or values that are resolved later.</summary>
    Dictionary<string, object> EnvironmentVariables { get; }

    /// <summary>Adds what is told beyond them.</summary>
    void AddAdditionalData(IExecutionConfigurationData metadata);
}
