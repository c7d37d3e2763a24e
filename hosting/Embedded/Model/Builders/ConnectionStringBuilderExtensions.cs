using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Adds connection strings that are made of other resources.</summary>
public static class ConnectionStringBuilderExtensions
{
    /// <summary>Adds a connection string made of references; it is available once what it refers to runs.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, [ResourceName] string name, ReferenceExpression connectionStringExpression)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(connectionStringExpression);
        var connection = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression))
            .WithReferenceRelationship(connectionStringExpression)
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "ConnectionString",
                State = KnownResourceStates.NotStarted,
                Properties = [],
            })
            .OnInitializeResource(StartAsync);
        foreach (var resource in References(connectionStringExpression).Distinct())
        {
            connection.WaitForStart(builder.CreateResourceBuilder(resource));
        }

        return connection;
    }

    /// <summary>Adds a connection string that <paramref name="connectionStringBuilder"/> makes of references.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, [ResourceName] string name, Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        ArgumentNullException.ThrowIfNull(connectionStringBuilder);
        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        return builder.AddConnectionString(name, expression.Build());
    }

    // Parameters do not start: they have their value, or fail, when they are asked.
    private static IEnumerable<IResource> References(ReferenceExpression expression) =>
        expression.ValueProviders
            .SelectMany(value => value switch
            {
                IResource resource => [resource],
                IValueWithReferences { References: var references } => references.OfType<IResource>(),
                _ => [],
            })
            .Where(resource => resource is not (ParameterResource or IResourceWithoutLifetime));

    private static async Task StartAsync(ConnectionStringResource resource, InitializeResourceEvent start, CancellationToken cancellationToken)
    {
        try
        {
            // Whoever publishes this event waits for what the resource waits for.
            await start.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, start.Services), cancellationToken).ConfigureAwait(false);
            await start.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Running }).ConfigureAwait(false);
            await start.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, start.Services), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            start.Logger.LogError(exception, "The connection string '{Resource}' cannot be resolved.", resource.Name);
            await start.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.FailedToStart }).ConfigureAwait(false);
        }
    }
}
