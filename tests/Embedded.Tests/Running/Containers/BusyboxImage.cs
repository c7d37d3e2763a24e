using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using CliWrap;
using CliWrap.Buffered;
using Lab.Hosting.Embedded.Running.Containers;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Embedded.Tests.Running.Containers;

/// <summary>Containers of an image that is built here, from a statically linked busybox and nothing else.</summary>
internal static class BusyboxImage
{
    private const string Busybox = "/bin/busybox";

    /// <summary>The runtime; the test is skipped where there is none, or no busybox.</summary>
    public static async Task<IContainerCli> RuntimeAsync(TestApplication app, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(File.Exists(Busybox), $"{Busybox} is missing: install busybox-static.");
        try
        {
            return await app.Application.Services.GetRequiredService<ContainerRuntime>().GetAsync(cancellationToken);
        }
        catch (Lab.Hosting.Embedded.Running.Launching.LaunchException error)
        {
            Assert.Skip(error.Message);
            throw;
        }
    }

    /// <summary>Declares a container that runs a shell script.</summary>
    public static IResourceBuilder<ContainerResource> AddBusybox(this TestApplication app, string name, string script)
    {
        return app.Builder.AddDockerfile(name, Context(app.Home))
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", script)
            // A machine that is a container itself may not raise limits, which runtimes do by default.
            .WithContainerRuntimeArgs("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024");
    }

    /// <summary>Makes the folder that the image is built from.</summary>
    /// <param name="home">Where the folder is to be.</param>
    /// <param name="command">What a container runs; nothing where the resource says it.</param>
    public static string Context(string home, params string[] command)
    {
        var context = Directory.CreateDirectory(Path.Combine(home, "busybox")).FullName;
        if (File.Exists(Busybox))
        {
            File.Copy(Busybox, Path.Combine(context, "busybox"), overwrite: true);
        }

        var runs = command.Length == 0 ? "" : $"CMD {JsonSerializer.Serialize(command)}\n";
        File.WriteAllText(Path.Combine(context, "Dockerfile"), $"FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/busybox\n{runs}");
        return context;
    }

    public static async Task<string> AskAsync(this IContainerCli cli, params string[] arguments) =>
        (await Cli.Wrap(cli.Program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync()).StandardOutput.Trim();
}
