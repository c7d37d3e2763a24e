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
    public static async Task<IContainerCli> RuntimeAsync(TestApplication app)
    {
        Assert.SkipUnless(File.Exists(Busybox), $"{Busybox} is missing: install busybox-static.");
        try
        {
            return await app.Application.Services.GetRequiredService<ContainerRuntime>().GetAsync(TestContext.Current.CancellationToken);
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
        var context = Directory.CreateDirectory(Path.Combine(app.Home, "busybox")).FullName;
        if (File.Exists(Busybox))
        {
            File.Copy(Busybox, Path.Combine(context, "busybox"), overwrite: true);
        }

        File.WriteAllText(Path.Combine(context, "Dockerfile"), "FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/busybox\n");
        return app.Builder.AddDockerfile(name, context)
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", script)
            // A machine that is a container itself may not raise limits, which runtimes do by default.
            .WithContainerRuntimeArgs("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024");
    }

    public static async Task<string> AskAsync(this IContainerCli cli, params string[] arguments) =>
        (await Cli.Wrap(cli.Program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync()).StandardOutput.Trim();
}
