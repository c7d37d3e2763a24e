using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Launching;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Works out how a resource's container is to be created.</summary>
internal sealed class ContainerSpecs(ContainerScope scope, LaunchConfigurationResolver resolver)
{
    private const int IdLength = 8;

    /// <exception cref="LaunchException">A value cannot be had, or the resource names no image.</exception>
    public async Task<ContainerSpec> ResolveAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var resource = context.Resource;
        if (!resource.TryGetContainerImageName(out var image))
        {
            throw new LaunchException($"Container '{resource.Name}' names no image: give it one with WithImage.");
        }

        var launch = await resolver.ResolveAsync(context, cancellationToken).ConfigureAwait(false);
        var persistent = resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var lifetime) && lifetime.Lifetime is ContainerLifetime.Persistent;
        return new ContainerSpec
        {
            Name = resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var named) ? named.Name : $"{context.InstanceName}-{scope.Id[..IdLength]}",
            Image = image,
            Entrypoint = (resource as ContainerResource)?.Entrypoint,
            Arguments = launch.Arguments,
            Environment = launch.Environment,
            Mounts = [.. resource.Annotations.OfType<ContainerMountAnnotation>()],
            Ports = [.. context.Bindings.Select(b => new ContainerPort(b.Port, b.Endpoint.TargetPort ?? b.Port, b.Endpoint.Protocol.ToString().ToLowerInvariant(), b.Endpoint.Port == b.Port))],
            Network = scope.Network,
            HostAddress = scope.HostAddress,
            Aliases = [.. resource.Annotations.OfType<ContainerNetworkAliasAnnotation>().Select(a => a.Alias).Prepend(resource.Name).Distinct()],
            RuntimeArguments = await RuntimeArgumentsAsync(resource, cancellationToken).ConfigureAwait(false),
            IsPersistent = persistent,
            Labels = new Dictionary<string, string>
            {
                [ContainerLabels.Application] = scope.Id,
                [ContainerLabels.Run] = scope.RunId,
                [ContainerLabels.Resource] = resource.Name,
                [ContainerLabels.Lifetime] = persistent ? ContainerLabels.Persistent : ContainerLabels.Session,
            },
        };
    }

    private static async Task<IReadOnlyList<string>> RuntimeArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var values = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(new ContainerRuntimeArgsCallbackContext(values, cancellationToken)).ConfigureAwait(false);
        }

        var arguments = new List<string>();
        foreach (var value in values)
        {
            var text = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken).ConfigureAwait(false) : value.ToString();
            if (text is not null)
            {
                arguments.Add(text);
            }
        }

        return arguments;
    }
}
