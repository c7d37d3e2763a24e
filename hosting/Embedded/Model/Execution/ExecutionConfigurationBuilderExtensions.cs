namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds what is gathered of a resource's annotations.</summary>
public static class ExecutionConfigurationBuilderExtensions
{
    /// <summary>Adds the command line arguments.</summary>
    public static IExecutionConfigurationBuilder WithArgumentsConfig(this IExecutionConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddExecutionConfigurationGatherer(new ArgumentsGatherer());
    }

    /// <summary>Adds the environment variables.</summary>
    public static IExecutionConfigurationBuilder WithEnvironmentVariablesConfig(this IExecutionConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddExecutionConfigurationGatherer(new EnvironmentVariablesGatherer());
    }
}
