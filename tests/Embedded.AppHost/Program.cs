using Aspire.Hosting;

// An AppHost for tests that need one as a process: each --Scripts:NAME=SCRIPT is a resource, --Waits:NAME=OTHER makes it wait for another,
// each --Images:NAME=FOLDER a container of the image that the folder's Dockerfile makes.
var builder = DistributedApplication.CreateBuilder(args);
var scripts = builder.Configuration.GetSection("Scripts").GetChildren()
    .ToDictionary(s => s.Key, s => builder.AddExecutable(s.Key, "/bin/sh", Path.GetTempPath(), "-c", s.Value!), StringComparer.OrdinalIgnoreCase);
foreach (var wait in builder.Configuration.GetSection("Waits").GetChildren())
{
    scripts[wait.Key].WaitFor(scripts[wait.Value!]);
}

foreach (var port in builder.Configuration.GetSection("Ports").GetChildren())
{
    scripts[port.Key].WithEndpoint(port: int.Parse(port.Value!, System.Globalization.CultureInfo.InvariantCulture), name: "main");
}

foreach (var image in builder.Configuration.GetSection("Images").GetChildren())
{
    // A machine that is a container itself may not raise limits, which runtimes do by default.
    builder.AddDockerfile(image.Key, image.Value!).WithContainerRuntimeArgs("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024");
}

builder.Build().Run();
