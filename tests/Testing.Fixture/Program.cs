var builder = DistributedApplication.CreateBuilder(args);
if (builder.Configuration["Fixture:Fail"] is { } reason)
{
    throw new InvalidOperationException(reason);
}

var password = builder.AddParameter("password", new GenerateParameterDefault { MinLength = 20 }, secret: true, persist: true);
builder.AddConnectionString("db", ReferenceExpression.Create($"Host=localhost;Password={password}"));
builder.AddExecutable("web", "/bin/sh", ".", "-c", "echo \"listening on $PORT as $NAME\"; while :; do sleep 1; done")
    .WithHttpEndpoint(port: 45111, env: "PORT")
    .WithEnvironment("NAME", builder.Configuration["Fixture:Name"] ?? "nobody");

if (builder.Configuration["Fixture:Replicas"] is { } replicas)
{
    builder.AddProject<Projects.Api>("api", launchProfileName: "http").WithHttpHealthCheck("/").WithReplicas(int.Parse(replicas, System.Globalization.CultureInfo.InvariantCulture));
}

if (builder.Configuration["Fixture:Build"] != "no")
{
    var application = builder.Build();
    if (builder.Configuration["Fixture:Run"] != "no")
    {
        await application.RunAsync();
    }
}
