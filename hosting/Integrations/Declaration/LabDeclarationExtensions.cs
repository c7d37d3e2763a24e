using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations.Engines;
using Lab.Model;
using Lab.Model.Profiles;
using Lab.Model.Systems;
using Lab.State;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Integrations;

/// <summary>Brings lab.json into an application.</summary>
public static class LabDeclarationExtensions
{
    private const string FileKey = "Lab:File";

    /// <summary>Reads lab.json: the file named by <c>Lab:File</c>, else the one in the folder above the AppHost's project.</summary>
    /// <param name="builder">The application.</param>
    /// <returns>The lab as it is declared.</returns>
    /// <exception cref="LabFileException">The file is missing or has mistakes: all of them are listed.</exception>
    public static LabDeclaration LoadLab(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return LabFile.Load(FileOf(builder));
    }

    /// <summary>Takes image and tag from lab.json; where the system has an image for GPUs, <c>Lab:NAME:Gpu=true</c> chooses it.</summary>
    /// <typeparam name="T">The server's type.</typeparam>
    /// <param name="server">The server.</param>
    /// <param name="system">The system that it is.</param>
    /// <returns>The server.</returns>
    /// <exception cref="DistributedApplicationException">A GPU is asked for and lab.json has no image for it.</exception>
    public static IResourceBuilder<T> WithImageOf<T>(this IResourceBuilder<T> server, DatabaseSystem system)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(system);
        var key = $"Lab:{system.Name}:Gpu";
        var image = system.Image;
        if (server.ApplicationBuilder.Configuration.GetValue<bool>(key))
        {
            image = system.GpuImage ?? throw new DistributedApplicationException($"{key} is true, but lab.json declares no 'gpuImage' for {system.Name}.");
        }

        return server.WithImageRegistry(image.Registry).WithImage(image.Repository, image.Tag);
    }

    /// <summary>
    /// Tells a service of the local run where lab.json and the lab's certificate authority are, that servers are sized for this machine, and
    /// which of them cannot run on it.
    /// </summary>
    /// <typeparam name="T">The service's type.</typeparam>
    /// <param name="service">The service.</param>
    /// <returns>The service.</returns>
    /// <remarks>In the cluster a service reads the copy of lab.json beside its program.</remarks>
    public static IResourceBuilder<T> WithLabFile<T>(this IResourceBuilder<T> service)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(service);
        var app = service.ApplicationBuilder;
        if (!app.ExecutionContext.IsRunMode)
        {
            return service;
        }

        var home = HomeOf(app);
        var machine = MachineResources.Current();
        return service
            .WithEnvironment("Lab__File", FileOf(app))
            .WithEnvironment("Lab__Machine__Cores", machine.Cores.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("Lab__Machine__MemoryBytes", machine.Memory.Bytes.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment(context =>
            {
                foreach (var link in app.Resources.SelectMany(r => r.Annotations.OfType<EngineLink>()).Where(link => link.Decision is { Runs: EngineKind.Unavailable }))
                {
                    context.EnvironmentVariables[$"Lab__NotAvailable__{link.Server.Name}"] = link.Decision!.Reason;
                }

                // Only embedded engines have certificates of the lab's authority; each is named, for another server may be a container.
                var signed = app.Resources.Where(r => r.Annotations.OfType<ILabCertified>().Any(certified => certified.IsCertified))
                    .SelectMany(server => app.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == server).Prepend(server))
                    .ToArray();
                if (signed.Length > 0)
                {
                    context.EnvironmentVariables["Lab__CertificateAuthority"] = home.CertificateAuthorityFile;
                }

                foreach (var resource in signed)
                {
                    context.EnvironmentVariables[$"Lab__CertificateAuthorities__{resource.Name}"] = home.CertificateAuthorityFile;
                }
            });
    }

    /// <summary>What a system gets: what is declared, or in a local run its share of this machine.</summary>
    internal static SystemResources ResourcesOf(this IDistributedApplicationBuilder builder, LabDeclaration lab, DatabaseSystem system)
    {
        ArgumentNullException.ThrowIfNull(lab);
        ArgumentNullException.ThrowIfNull(system);
        return builder.ExecutionContext.IsRunMode ? MachineResources.Current().ShareOf(lab, system) : system.Resources;
    }

    internal static LabHome HomeOf(IDistributedApplicationBuilder builder) =>
        LabHome.Open(LabHome.PathFor(builder.AppHostDirectory, builder.Configuration["Lab:Home"], builder.Configuration[LabHome.Variable]));

    private static string FileOf(IDistributedApplicationBuilder builder)
    {
        var chosen = builder.Configuration[FileKey] ?? Path.Combine("..", LabFile.Name);
        return Path.GetFullPath(chosen, builder.AppHostDirectory);
    }
}
