using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Launching;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Builds a container's image from its Dockerfile; what has not changed comes from the runtime's cache.</summary>
internal sealed class ContainerBuild(DistributedApplicationExecutionContext executionContext)
{
    // Variables of this prefix carry values to the build; nothing else has it.
    private const string SecretVariable = "LAB_BUILD_SECRET_";

    /// <summary>Builds the image.</summary>
    /// <exception cref="LaunchException">The build fails.</exception>
    public async Task RunAsync(IContainerCli cli, string image, DockerfileBuildAnnotation build, LaunchContext context, CancellationToken cancellationToken)
    {
        await build.MaterializeDockerfileAsync(
            new DockerfileFactoryContext { Resource = context.Resource, Services = executionContext.Services, CancellationToken = cancellationToken },
            cancellationToken).ConfigureAwait(false);
        var arguments = new List<string> { "build", "--tag", image, "--file", build.DockerfilePath };
        if (build.Stage is { } stage)
        {
            arguments.AddRange(["--target", stage]);
        }

        var environment = new Dictionary<string, string?>();
        foreach (var (name, value) in build.BuildArguments)
        {
            arguments.AddRange(["--build-arg", name]);
            if (value is not null)
            {
                environment[name] = await TextAsync(value, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var (name, value) in build.BuildSecrets)
        {
            if (value is FileInfo file)
            {
                arguments.AddRange(["--secret", $"id={name},src={file.FullName}"]);
            }
            else
            {
                arguments.AddRange(["--secret", $"id={name},env={SecretVariable}{name}"]);
                environment[SecretVariable + name] = await TextAsync(value, cancellationToken).ConfigureAwait(false);
            }
        }

        arguments.Add(build.ContextPath);
        context.Log.Write($"Building {image}.", isError: false);
        var call = new ContainerCliCall(arguments) { Environment = environment, Line = (line, _) => context.Log.Write(line, isError: false) };
        var result = await cli.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new LaunchException($"The image '{image}' cannot be built from '{build.DockerfilePath}': {result.Error}");
        }
    }

    private static async Task<string?> TextAsync(object value, CancellationToken cancellationToken) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(cancellationToken).ConfigureAwait(false),
        true => "true",
        false => "false",
        _ => value.ToString(),
    };
}
