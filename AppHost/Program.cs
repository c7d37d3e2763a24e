using Lab.Hosting.Integrations;

StartupErrors.ShowAsMessages();

var builder = DistributedApplication.CreateBuilder(args);
var lab = builder.LoadLab();
var authentication = builder.AddLabAuthentication();

// PostgreSQL: astronomical research on the one server, internal services on the other.
var research = lab.GetSystem("proj-pg01");
var pg01 = builder.AddPostgres(research.Name)
    .WithImageOf(research)
    .WithDataVolume("proj-pg01-data")
    .WithLabSettings(lab, research)
    .RunEmbedded();
pg01.AddDatabase(research.GetDatabase("desi").Name);

var services = lab.GetSystem("proj-pg02");
var pg02 = builder.AddPostgres(services.Name)
    .WithImageOf(services)
    .WithDataVolume("proj-pg02-data")
    .WithLabSettings(lab, services)
    .RunEmbedded();
var catalogDatabase = pg02.AddDatabase(services.GetDatabase("catalogdb").Name);
var tuningDatabase = pg02.AddDatabase(services.GetDatabase("tuningdb").Name);
var backupDatabase = pg02.AddDatabase(services.GetDatabase("backupdb").Name);
var complianceDatabase = pg02.AddDatabase(services.GetDatabase("compliancedb").Name);

// Machine learning and AI: documents, cache, vectors, embeddings, graphs.
var documents = lab.GetSystem("mongodb");
var mongodb = builder.AddMongoDB(documents.Name)
    .WithImageOf(documents)
    .WithDataVolume("mongodb-data")
    .WithReplicaSet("rs0")
    .RunEmbedded();

var cache = lab.GetSystem("dragonfly");
var dragonfly = builder.AddDragonfly(cache.Name)
    .WithImageOf(cache)
    .WithDataVolume("dragonfly-data")
    .WithLabSettings(lab, cache)
    .RunEmbedded();

var vectors = lab.GetSystem("milvus");
var milvus = builder.AddMilvus(vectors.Name, builder.AddPassword(vectors.Name))
    .WithImageOf(vectors)
    .WithDataVolume("milvus-data")
    .WithGrpcHealthCheck()
    .RunEmbedded();

var embeddings = lab.GetSystem("chroma");
var chroma = builder.AddChroma(embeddings.Name)
    .WithImageOf(embeddings)
    .WithDataVolume("chroma-data")
    .RunEmbedded();

var graphs = lab.GetSystem("neo4j");
var neo4j = builder.AddNeo4j(graphs.Name)
    .WithImageOf(graphs)
    .WithDataVolume("neo4j-data")
    .WithLabSettings(lab, graphs)
    .RunEmbedded();

// Off site: S3 Glacier in the cluster, an emulator of it here.
var objectStore = builder.AddObjectStore("objectstore", glacierTimeScale: 0.001);

// Services: each has a database of its own and references only what it looks at.
builder.AddProject<Projects.Catalog>("catalog")
    .AsLabService(authentication)
    .WithLoginLink(authentication, lab)
    .WithReference(catalogDatabase).WaitFor(catalogDatabase)
    .WithReference(pg01).WithReference(pg02).WithReference(mongodb).WithReference(dragonfly)
    .WithReference(milvus).WithReference(chroma).WithReference(neo4j);

builder.AddProject<Projects.Tuning>("tuning")
    .AsLabService(authentication)
    .WithReference(tuningDatabase).WaitFor(tuningDatabase)
    .WithReference(pg01).WithReference(pg02);

builder.AddProject<Projects.Backup>("backup")
    .AsLabService(authentication)
    .WithReference(backupDatabase).WaitFor(backupDatabase)
    .WithReference(objectStore);

builder.AddProject<Projects.Compliance>("compliance")
    .AsLabService(authentication)
    .WithReference(complianceDatabase).WaitFor(complianceDatabase)
    .WithReference(pg01).WithReference(pg02).WithReference(mongodb).WithReference(dragonfly)
    .WithReference(milvus).WithReference(chroma).WithReference(neo4j);

builder.Build().Run();
