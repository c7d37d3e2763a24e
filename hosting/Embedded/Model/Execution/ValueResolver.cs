namespace Aspire.Hosting.ApplicationModel;

/// <summary>Resolves what a resource is given: to its value when the application runs, to its expression when it is published.</summary>
internal sealed class ValueResolver(IResource resource, DistributedApplicationExecutionContext executionContext)
{
    private readonly ValueProviderContext context = new() { ExecutionContext = executionContext, Caller = resource };

    public ValueTask<ResolvedValue> ResolveAsync(object? value, CancellationToken cancellationToken) => value switch
    {
        null => new(default(ResolvedValue)),
        string text => new(new ResolvedValue(text, false)),
        IResourceBuilder<IResource> builder => ResolveAsync(builder.Resource, cancellationToken),
        IManifestExpressionProvider expression when executionContext.IsPublishMode => new(new ResolvedValue(expression.ValueExpression, false)),
        IValueProvider provider when executionContext.IsRunMode => ResolveProviderAsync(provider, cancellationToken),
        _ => new(new ResolvedValue(value.ToString(), false)),
    };

    private async ValueTask<ResolvedValue> ResolveProviderAsync(IValueProvider provider, CancellationToken cancellationToken)
    {
        switch (provider)
        {
            case ParameterResource parameter:
                return new(await parameter.GetValueAsync(context, cancellationToken).ConfigureAwait(false), parameter.Secret);
            case ConnectionStringReference reference:
                var connection = await ResolveProviderAsync(reference.Resource, cancellationToken).ConfigureAwait(false);
                return connection with { Value = reference.Check(connection.Value) };
            case IResourceWithConnectionString source:
                return await ResolveExpressionAsync(source.ConnectionStringExpression, cancellationToken).ConfigureAwait(false);
            case ReferenceExpression expression:
                return await ResolveExpressionAsync(expression, cancellationToken).ConfigureAwait(false);
            default:
                return new(await provider.GetValueAsync(context, cancellationToken).ConfigureAwait(false), false);
        }
    }

    private async ValueTask<ResolvedValue> ResolveExpressionAsync(ReferenceExpression expression, CancellationToken cancellationToken)
    {
        if (expression.IsConditional)
        {
            var condition = await ResolveProviderAsync(expression.Condition!, cancellationToken).ConfigureAwait(false);
            return await ResolveExpressionAsync(expression.Branch(condition.Value), cancellationToken).ConfigureAwait(false);
        }

        var values = new string?[expression.ValueProviders.Count];
        var isSensitive = false;
        for (var i = 0; i < values.Length; i++)
        {
            var part = await ResolveProviderAsync(expression.ValueProviders[i], cancellationToken).ConfigureAwait(false);
            values[i] = part.Value;
            isSensitive |= part.IsSensitive;
        }

        return new(expression.Fill(values), isSensitive);
    }
}
