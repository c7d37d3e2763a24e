using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Launching;
using Lab.State;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Creates and starts containers.</summary>
internal sealed class ContainerCreation(ContainerScope scope)
{
    /// <summary>Starts the persistent container of an earlier run, if its configuration is still the same.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> ReuseAsync(IContainerCli cli, ContainerSpec spec, string digest, CancellationToken cancellationToken)
    {
        var found = await cli.RunAsync(
            new ContainerCliCall("container", "inspect", "--format", $"{{{{index .Config.Labels \"{ContainerLabels.Configuration}\"}}}}", spec.Name),
            cancellationToken).ConfigureAwait(false);
        return found.Succeeded && found.Output == digest
            && (await cli.RunAsync(new ContainerCliCall("start", spec.Name), cancellationToken).ConfigureAwait(false)).Succeeded;
    }

    /// <summary>Creates a container in place of an earlier one of the application, and starts it.</summary>
    /// <exception cref="LaunchException">It cannot be created or started; nothing of it remains.</exception>
    public async Task CreateAsync(IContainerCli cli, ContainerSpec spec, ReadOnlyMemory<byte> files, CancellationToken cancellationToken)
    {
        await MakeRoomAsync(cli, spec, cancellationToken).ConfigureAwait(false);
        await CreateVolumesAsync(cli, spec, cancellationToken).ConfigureAwait(false);
        try
        {
            await CreateContainerAsync(cli, spec, cancellationToken).ConfigureAwait(false);
            if (!files.IsEmpty)
            {
                await DemandAsync(cli, new ContainerCliCall("cp", "-", $"{spec.Name}:/") { Input = files }, spec, "take its files", cancellationToken).ConfigureAwait(false);
            }

            await DemandAsync(cli, new ContainerCliCall("start", spec.Name), spec, "start", cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await RemoveAsync(cli, spec).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Removes a container at once.</summary>
    public static Task RemoveAsync(IContainerCli cli, ContainerSpec spec) =>
        cli.RunAsync(new ContainerCliCall("rm", "--force", "--volumes", spec.Name), CancellationToken.None);

    private async Task MakeRoomAsync(IContainerCli cli, ContainerSpec spec, CancellationToken cancellationToken)
    {
        var owner = await cli.RunAsync(
            new ContainerCliCall("container", "inspect", "--format", $"{{{{index .Config.Labels \"{ContainerLabels.Application}\"}}}}", spec.Name),
            cancellationToken).ConfigureAwait(false);
        if (!owner.Succeeded)
        {
            return;
        }

        if (owner.Output != scope.Id)
        {
            throw new LaunchException($"A container named '{spec.Name}' exists that is not this application's: remove it with '{cli.Program} rm {spec.Name}', or give the resource another name.");
        }

        await RemoveAsync(cli, spec).ConfigureAwait(false);
    }

    private async Task CreateVolumesAsync(IContainerCli cli, ContainerSpec spec, CancellationToken cancellationToken)
    {
        foreach (var name in spec.Mounts.Where(m => m.Type is ContainerMountType.Volume).Select(m => m.Source).OfType<string>())
        {
            if (!(await cli.RunAsync(new ContainerCliCall("volume", "inspect", name), cancellationToken).ConfigureAwait(false)).Succeeded)
            {
                await DemandAsync(cli, new ContainerCliCall("volume", "create", "--label", $"{ContainerLabels.Application}={scope.Id}", name), spec, $"have its volume '{name}'", cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task CreateContainerAsync(IContainerCli cli, ContainerSpec spec, CancellationToken cancellationToken)
    {
        var file = scope.PrivateFile($"{spec.Name}.env");
        try
        {
            PrivateFile.Write(file, ContainerArguments.EnvironmentFile(spec));
            var call = new ContainerCliCall(ContainerArguments.Create(spec, file)) { Environment = ContainerArguments.OwnEnvironment(spec) };
            await DemandAsync(cli, call, spec, "be created", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task DemandAsync(IContainerCli cli, ContainerCliCall call, ContainerSpec spec, string what, CancellationToken cancellationToken)
    {
        var result = await cli.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new LaunchException($"Container '{spec.Name}' cannot {what}: {result.Error}");
        }
    }
}
