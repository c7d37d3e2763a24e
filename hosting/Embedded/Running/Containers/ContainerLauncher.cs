using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Endpoints;
using Lab.Hosting.Embedded.Running.Launching;
using Lab.Hosting.Embedded.Running.Processes;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Starts containers through docker or podman.</summary>
internal sealed class ContainerLauncher(
    ContainerRuntime runtime,
    ContainerScope scope,
    ContainerSpecs specs,
    ContainerImages images,
    ContainerBuild builds,
    ContainerFiles files,
    ContainerCreation creation,
    SecretMask mask,
    StopTimes times,
    IHostApplicationLifetime lifetime) : IResourceLauncher
{
    public bool CanLaunch(IResource resource) => resource.IsContainer();

    public async Task<ILaunchedInstance> LaunchAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var cli = await runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        await scope.PrepareAsync(cli, cancellationToken).ConfigureAwait(false);
        var spec = await specs.ResolveAsync(context, cancellationToken).ConfigureAwait(false);
        var imageId = await ImageAsync(cli, spec.Image, context, cancellationToken).ConfigureAwait(false);
        var package = await files.PackAsync(context.Resource, cancellationToken).ConfigureAwait(false);
        var digest = spec.Digest(imageId, ContainerFiles.Digest(package.Span));
        spec = spec with { Labels = new Dictionary<string, string>(spec.Labels) { [ContainerLabels.Configuration] = digest } };

        IReadOnlyList<TcpForwarder> forwarders = [];
        if (spec.IsPersistent && await ContainerCreation.ReuseAsync(cli, spec, digest, cancellationToken).ConfigureAwait(false))
        {
            context.Log.Write($"Using container '{spec.Name}' of an earlier run.", isError: false);
            forwarders = await ForwardAsync(cli, spec, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await creation.CreateAsync(cli, spec, package, cancellationToken).ConfigureAwait(false);
        }

        return new ContainerInstance(
            cli,
            spec,
            [.. mask.Show(spec.Environment)],
            forwarders,
            context.Log,
            times.Kill,
            () => lifetime.ApplicationStopping.IsCancellationRequested);
    }

    private async Task<string> ImageAsync(IContainerCli cli, string image, LaunchContext context, CancellationToken cancellationToken)
    {
        if (context.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            await builds.RunAsync(cli, image, build, context, cancellationToken).ConfigureAwait(false);
            return await images.EnsureAsync(cli, image, ImagePullPolicy.Never, context.Log, cancellationToken).ConfigureAwait(false);
        }

        var policy = context.Resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var asked) ? asked.ImagePullPolicy : ImagePullPolicy.Default;
        return await images.EnsureAsync(cli, image, policy, context.Log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A container of an earlier run publishes the ports of that run: those of this run lead to them.</summary>
    private static async Task<IReadOnlyList<TcpForwarder>> ForwardAsync(IContainerCli cli, ContainerSpec spec, CancellationToken cancellationToken)
    {
        var forwarders = new List<TcpForwarder>();
        foreach (var port in spec.Ports.Where(p => p.Protocol == "tcp"))
        {
            var published = await cli.RunAsync(new ContainerCliCall("port", spec.Name, $"{port.Target}/{port.Protocol}"), cancellationToken).ConfigureAwait(false);
            if (int.TryParse(published.Output.Split('\n')[0].Split(':')[^1], CultureInfo.InvariantCulture, out var actual) && actual != port.Host)
            {
                try
                {
                    forwarders.Add(TcpForwarder.Start(port.Host, () => [actual]));
                }
                catch (SocketException error)
                {
                    throw new LaunchException($"Port {port.Host} of container '{spec.Name}' is in use.", error);
                }
            }
        }

        return forwarders;
    }
}
