PRAGMA application_id = 1380339268;
BEGIN TRANSACTION;
CREATE TABLE accounts (account INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "accounts" VALUES(1,'880101');
INSERT INTO "accounts" VALUES(2,'880102');
CREATE TABLE "answers" (
    answer INTEGER PRIMARY KEY,
    file INTEGER,
    line INTEGER NOT NULL,
    refund INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    effect INTEGER NOT NULL CHECK (effect BETWEEN 1 AND 9),
    query_number TEXT NOT NULL,
    bank_reference TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    processed_at TEXT NOT NULL,
    paid INTEGER CHECK (paid >= 0),
    CHECK ((file IS NULL) = (effect > 4)),
    CHECK (paid IS NULL OR file IS NULL)
) STRICT;
INSERT INTO "answers" VALUES(1,8,2,9,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(2,8,3,11,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(3,9,2,1,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(4,9,3,2,0,3,'','','AC04','Account closed','',NULL);
INSERT INTO "answers" VALUES(5,9,4,3,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(6,9,5,6,0,2,'ARN-62','','','','',NULL);
INSERT INTO "answers" VALUES(7,9,6,8,0,1,'','','','','',NULL);
INSERT INTO "answers" VALUES(8,13,4,7,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(9,NULL,3,2,4,8,'','','','the bank paid on 2 October','',NULL);
INSERT INTO "answers" VALUES(10,NULL,5,3,5,7,'','','AM09','Returned by the payee''s bank','',NULL);
INSERT INTO "answers" VALUES(11,15,2,10,0,2,'ARN-100','','','','',NULL);
INSERT INTO "answers" VALUES(12,16,2,9,1,4,'ARN-95','','','','',NULL);
INSERT INTO "answers" VALUES(13,16,3,11,2,4,'ARN-118','','','','',NULL);
INSERT INTO "answers" VALUES(14,17,2,4,0,2,'ARN-46','','','','',NULL);
INSERT INTO "answers" VALUES(15,17,3,13,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(16,17,4,14,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(17,17,5,15,0,2,'','','','','',NULL);
INSERT INTO "answers" VALUES(18,17,6,16,0,3,'','','MS03','No reason given','',NULL);
INSERT INTO "answers" VALUES(19,NULL,7,8,7,5,'','','','the bank confirmed it by phone','',NULL);
CREATE TABLE approval_voids (
    void INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    refund INTEGER NOT NULL,
    refunds INTEGER NOT NULL CHECK (refunds > 0),
    file INTEGER
) STRICT;
INSERT INTO "approval_voids" VALUES(1,2,1790661600,'drop:orders',5,1,7);
CREATE TABLE "approvals" (
    approval INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    at INTEGER NOT NULL,
    digest TEXT NOT NULL,
    voided INTEGER
) STRICT;
INSERT INTO "approvals" VALUES(1,1,'Lin Yue','root',1790560800,'979ada47fe398a547be8e1e59deb7c6078ab48b116bd42f2b1582408b8857547',NULL);
INSERT INTO "approvals" VALUES(2,2,'Lin Yue','root',1790560800,'5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5',1);
INSERT INTO "approvals" VALUES(3,4,'Lin Yue','root',1790643600,'44e3e507342956f3b2b817fb4786bf17295001b3dc47dfe9152867952656ea7f',NULL);
INSERT INTO "approvals" VALUES(4,2,'Zhao Wei','root',1790645400,'5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5',1);
INSERT INTO "approvals" VALUES(5,2,'Lin Yue','root',1790667000,'5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5',NULL);
INSERT INTO "approvals" VALUES(6,2,'Zhao Wei','root',1790668800,'5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5',NULL);
INSERT INTO "approvals" VALUES(7,6,'Lin Yue','root',1790759400,'3c197d72fefad2570b7a34896340f88c19ba2a0d430c9bf6a4e1f7ffa7f02698',NULL);
INSERT INTO "approvals" VALUES(8,7,'Lin Yue','root',1791536400,'f60597315e9716c6d7156b36a2ee9755f285557df057787422659242e4065b3e',NULL);
INSERT INTO "approvals" VALUES(9,8,'Lin Yue','root',1791853200,'2f094192f6675a0013a5b93f2625aeda11f7ad9533553e12af87e4266fa686c8',NULL);
CREATE TABLE batch_codes (
    batch INTEGER NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, currency TEXT NOT NULL,
    exponent INTEGER NOT NULL, rows INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (batch, place, currency, exponent)
) STRICT, WITHOUT ROWID;
CREATE TABLE batch_totals (
    batch INTEGER NOT NULL, lane INTEGER NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (batch, lane)
) STRICT, WITHOUT ROWID;
INSERT INTO "batch_totals" VALUES(1,1,3,15000);
INSERT INTO "batch_totals" VALUES(2,1,2,250000);
INSERT INTO "batch_totals" VALUES(3,2,3,15000);
INSERT INTO "batch_totals" VALUES(4,3,3,44000);
INSERT INTO "batch_totals" VALUES(5,2,1,50000);
INSERT INTO "batch_totals" VALUES(6,1,2,10290);
INSERT INTO "batch_totals" VALUES(7,1,2,11250);
INSERT INTO "batch_totals" VALUES(8,1,3,3000);
INSERT INTO "batch_totals" VALUES(9,1,3,3000);
CREATE TABLE batches (
    batch INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files,
    account INTEGER NOT NULL REFERENCES accounts,
    batch_number TEXT,
    policy TEXT NOT NULL,
    records_digest TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    records INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    approvals_needed INTEGER NOT NULL,
    first_serial INTEGER NOT NULL,
    decisions_digest TEXT NOT NULL,
    reports TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('approval', 'approved', 'declined')),
    waiting INTEGER NOT NULL CHECK (waiting >= 0),
    outstanding INTEGER NOT NULL CHECK (outstanding >= 0),
    moved_at INTEGER NOT NULL, ready_at INTEGER NOT NULL DEFAULT 0, review_warnings INTEGER NOT NULL DEFAULT 0 CHECK (review_warnings IN (0, 1)), cooling_minutes INTEGER NOT NULL DEFAULT 0 CHECK (cooling_minutes >= 0),
    CHECK (records = accepted + rejected)
) STRICT;
INSERT INTO "batches" VALUES(1,3,1,'HB-1','accept-good','7f94448704c4842134fccb3250ebdf9b96f2e80f554172281f737f98306f0880',1790557200,'drop:880101','root',3,3,0,0,1,1,'5549ee651464e49bf81b9e3c9c3fe0ea34bb1b296b2ac4e21216e1d78a947953','accepted.csv b69c2c5fb24e5df8b2929705185922ca49f2f023268950a3c3216eb0dabaca44
rejected.csv c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68
summary.json ed00dea7d99867ce7fb86f5ad16ba6be192d78b47cb61cc3c6bc5acec933c218','approved',0,0,1791424200,1790560800,0,0);
INSERT INTO "batches" VALUES(2,4,1,'HB-2','accept-good','57c76c0b5d66b2cb4326cd90bcd2ddf2ca07c12e68cf5120c843e7622541ba5d',1790557200,'drop:880101','root',2,2,0,0,2,4,'406661a8261a75e6cf85ae9f48d3f3ecedcdf62baa0b2c5c99f154a3fceefa2a','accepted.csv a22d6820fcddd98d424d92e67fc0298ea2b1dd8a7ce3fdd238400d43c12e1213
rejected.csv c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68
summary.json c34d8bb06c769ea8e18eb5709a8f67f441edd2a77a6e942fa9b3edf01cfa9a3b','approved',0,0,1791766800,1790668800,0,0);
INSERT INTO "batches" VALUES(3,5,2,'LT-1','accept-good','fcbcb57d04aaf9c058d589bfe65a356d0320e0a88481e50e9ee9cdd31b9ad7b0',1790557200,'drop:880102','root',3,3,0,0,0,6,'1d5a2db4d801491a04ec7cf5b9792ef09e898ae51eea23d12b0ff3c9cbbab580','accepted.csv 4f01ac5aaf726d5bebb742785b127e603af460e78b5aaaa566ef81613722cc03
rejected.csv c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68
summary.json b2fbd743e23ca39da191c4cc60f0216262196a2dc3e5cf330fb066538ecb6f8b','approved',0,0,1791769200,1790557200,0,0);
INSERT INTO "batches" VALUES(4,6,1,'HB-3','accept-good','025fe98b9083937384b0d29f25d328879d7ad0a27c80c69d8b4d15f8d71de9da',1790643600,'drop:880101','root',3,3,0,0,1,9,'67ce6ed0706c955ac75b03ea86b5725dceae60d2ed8b8970cd1a543c3477fb57','accepted.csv f404fe8ef0837e89d5d5a8efb1dc8789489bfc06bcaef1709d50a7ff2d296197
rejected.csv c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68
summary.json 0388b268bdc815b80e4faca550e7a99dbb62303218e69be325f983ae74055187','approved',0,0,1791766800,1790643600,0,0);
INSERT INTO "batches" VALUES(5,10,2,'LT-2','accept-good','2db3a6cb2a9a458c29cbfc11f2fd30bd916ad838088569aba855c90594574112',1790730000,'drop:880102','root',1,1,0,0,0,12,'2f9e8a24e5b913fb61c61d86aadbd7b0e50977c81017808e801d79a9c9448018','accepted.csv 538904ae26171980db54fa566dc7fb3be60e9dc13a3e358ffedeef54b9caf8dc
rejected.csv c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68
summary.json 51658a4c4c2b6d46667701c900518f4b9be0a59ffe5674cfb05010147ca7ef45','approved',0,0,1791419400,1790730000,0,0);
INSERT INTO "batches" VALUES(6,12,1,'HB-4','accept-good','0b622625d9185e215870545d87949d04248333de7446a797dd4743ba869b33d9',1790758800,'drop:880101','root',2,2,0,0,1,13,'c2b5d970c17bc9916edb678b92f2902462f7ccc0414a0c468567b30ea8250693','accepted.csv 77854fbac9f74e68d2c2e1ab517833fa505106972e22ac95224595f5107fef8f
rejected.csv c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68
summary.json da8f2208ea865cef22393a8dd527ba17204a928374879941515af742a6f14dd5','approved',0,0,1791766800,1790759400,0,0);
INSERT INTO "batches" VALUES(7,14,1,'HB-5','accept-good','1468c6a2d79c178d51f3df40babbee249c8aad2a8864ef65eb1b06f3376e1556',1791534600,'drop:880101','root',2,2,0,0,1,15,'5717debc8aa0be892d477f175add8082a98e617468fb363d788595ba05551475','accepted.csv defdd518aeb93cde55641550d5696ae00793ac6dd47ef8cad44f3c6a426f370a
rejected.csv c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68
summary.json 8a619286e98f17496c678889de3ee557003eb1da1e45b41787e0009a713d5f1e','approved',0,0,1791766800,1791536400,0,0);
INSERT INTO "batches" VALUES(8,19,1,NULL,'accept-good','10c4baa4bb01cad52a9ab2440b74ebdb02e9fb92e0aa52083fa197de61b03e1f',1791853200,'Hu Lan','root',3,3,0,0,1,17,'9afb841604f22c94aba25579f368df529af0f1566c24458d55b0005c670baa49','accepted.csv 5b5c0237e247781b00726f2520363a379b5203c62b026d1a4a17f666e81a97af
rejected.csv 85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff
summary.json cd4621d47fa7b91c153d8ed5b9d0edce1e8b2d2dbc0008baf7d39f338054a28e','approved',1,0,1791853200,1791853200,0,0);
INSERT INTO "batches" VALUES(9,20,1,NULL,'accept-good','5c4f4afd6ecaeaaf3a96fd8a7173ccd577c8be8bf5454e75a3c95fb2c461c9dd',1791853200,'Hu Lan','root',3,3,0,0,1,20,'f05d6b07efabc59a49677bed5b06c3bfa012250c2af43bbf79e5bd5affd8203e','accepted.csv 8fe161e32accd5db111719b8336f8cd57a4d37f376e91b6f1e1912a52f2d0386
rejected.csv 85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff
summary.json b50be05dc2d1cabf0146dc63ca262cbab99ccf231b01f4761f0fa3ed57529056','declined',0,0,1791853200,1791853200,0,0);
CREATE TABLE channels (channel INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "channels" VALUES(1,'card');
INSERT INTO "channels" VALUES(2,'default');
CREATE TABLE "closings" (
    refund INTEGER PRIMARY KEY,
    failure INTEGER NOT NULL CHECK (failure IN (1, 2, 4)),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
INSERT INTO "closings" VALUES(5,1,1790665200,'Hu Lan','root','');
INSERT INTO "closings" VALUES(12,4,1791419400,'os:root','root','no cover within 5 days');
INSERT INTO "closings" VALUES(18,2,1791853200,'Lin Yue','root','sent twice');
INSERT INTO "closings" VALUES(19,1,1791853200,'Hu Lan','root','');
INSERT INTO "closings" VALUES(20,2,1791853200,'Lin Yue','root','sent twice');
INSERT INTO "closings" VALUES(21,2,1791853200,'Lin Yue','root','sent twice');
INSERT INTO "closings" VALUES(22,2,1791853200,'Lin Yue','root','sent twice');
CREATE TABLE exception_steps (
    step INTEGER PRIMARY KEY,
    exception INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('assign', 'comment', 'propose', 'withdraw', 'confirm')),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    assignee TEXT,
    action TEXT CHECK (action IN ('apply', 'dismiss', 'reverse')),
    note TEXT NOT NULL,
    CHECK ((kind = 'assign') = (assignee IS NOT NULL)),
    CHECK ((kind IN ('propose', 'confirm')) = (action IS NOT NULL))
) STRICT;
INSERT INTO "exception_steps" VALUES(1,2,'assign',1791421800,'Lin Yue','root','Zhao Wei',NULL,'ask the bank');
INSERT INTO "exception_steps" VALUES(2,2,'propose',1791422400,'Zhao Wei','root',NULL,'apply','the bank paid on 2 October');
INSERT INTO "exception_steps" VALUES(3,2,'confirm',1791423000,'Lin Yue','root',NULL,'apply','the bank paid on 2 October');
INSERT INTO "exception_steps" VALUES(4,3,'propose',1791423000,'Lin Yue','root',NULL,'reverse','returned by the payee''s bank');
INSERT INTO "exception_steps" VALUES(5,3,'confirm',1791424200,'Zhao Wei','root',NULL,'reverse','returned by the payee''s bank');
INSERT INTO "exception_steps" VALUES(6,4,'propose',1791768600,'Zhao Wei','root',NULL,'apply','the bank confirmed it by phone');
INSERT INTO "exception_steps" VALUES(7,4,'confirm',1791769200,'Hu Lan','root',NULL,'apply','the bank confirmed it by phone');
CREATE TABLE exceptions (
    exception INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    refund_id TEXT,
    payment_id TEXT,
    file INTEGER,
    line INTEGER,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'resolved')),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
INSERT INTO "exceptions" VALUES(1,'ORDER_OVERDRAWN',NULL,'260905101500880101005',7,2,'{"payment_id":"260905101500880101005","refunds":"1000.00","currency":"USD"}','{"payment_status":"success","order_amount":"1000.00","chargeback_amount":"1000.00","refunded_elsewhere":"0.00"}','resolved',1790661600,1790665200);
INSERT INTO "exceptions" VALUES(2,'CONTRADICTION','41700000000020','260902101500880101002',13,2,'{"refund_id":"41700000000020","account":"880101","payment_id":"260902101500880101002","order_number":"HB-1002","channel":"default","status":"failed","failure":"bank","refund_amount":"45.00","refund_currency":"USD","submission":"2","query_number":null}','{"refund_id":"41700000000020","result":"success","refund_amount":"45.00","refund_currency":"USD","query_number":null,"bank_reference":null,"reason_code":null,"reason":null,"processed_at":null,"channel":"default","submission":null}','resolved',1791419400,1791423000);
INSERT INTO "exceptions" VALUES(3,'CONTRADICTION','41700000000038','260903101500880101003',13,3,'{"refund_id":"41700000000038","account":"880101","payment_id":"260903101500880101003","order_number":"HB-1003","channel":"default","status":"succeeded","failure":null,"refund_amount":"25.00","refund_currency":"USD","submission":"2","query_number":null}','{"refund_id":"41700000000038","result":"failed","refund_amount":null,"refund_currency":null,"query_number":null,"bank_reference":null,"reason_code":"AM09","reason":"Returned by the payee''s bank","processed_at":null,"channel":"default","submission":null}','resolved',1791419400,1791424200);
INSERT INTO "exceptions" VALUES(4,'UNANSWERED','41700000000087','260913181200880102003',NULL,NULL,'{"refund_id":"41700000000087","account":"880102","payment_id":"260913181200880102003","order_number":"LT-3","channel":"default","status":"submitted","refund_amount":"20.00","refund_currency":"EUR","submission":"1","submitted_at":"2026-09-28T16:00:00+08:00"}','{}','resolved',1791505800,1791769200);
CREATE TABLE "files" (
    file INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('orders', 'refunds', 'results', 'funds')),
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    inflated_digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    origin TEXT,
    modified INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    account TEXT,
    channel TEXT,
    refusal TEXT,
    message TEXT,
    message_zh TEXT,
    records INTEGER NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
INSERT INTO "files" VALUES(1,'orders','payments-2026-09.csv','65389687482beafe04840ed915cd19e129e4a31d37f136f53619489812fb3bbd','65389687482beafe04840ed915cd19e129e4a31d37f136f53619489812fb3bbd',1478,'drop/orders/payments-2026-09.csv',1700000000000000000,1790555400,'drop:orders',NULL,NULL,NULL,NULL,NULL,16,1754914737523875542);
INSERT INTO "files" VALUES(2,'funds','balance-2026-09-28.csv','9e9eec6b110a3451772c421b0ed22de2584fb0e9c0d5f3f7825f77be6670dee6','9e9eec6b110a3451772c421b0ed22de2584fb0e9c0d5f3f7825f77be6670dee6',75,NULL,1795897911492045656,1790555400,'Xu Min',NULL,NULL,NULL,NULL,NULL,1,5909380377628174796);
INSERT INTO "files" VALUES(3,'refunds','HB-1.csv','6fad0974d21740b4c9ef2e826ac5b3044cbeb096c0af8b02d02b8ac72d649187','6fad0974d21740b4c9ef2e826ac5b3044cbeb096c0af8b02d02b8ac72d649187',246,'drop/refunds/880101/HB-1.csv',1700000000000000000,1790557200,'drop:880101','880101',NULL,NULL,NULL,NULL,3,5869815238524576407);
INSERT INTO "files" VALUES(4,'refunds','HB-2.csv','6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673','6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673',214,'drop/refunds/880101/HB-2.csv',1700000000000000000,1790557200,'drop:880101','880101',NULL,NULL,NULL,NULL,2,5369607447338736896);
INSERT INTO "files" VALUES(5,'refunds','LT-1.csv','cf705f8518a1622466a2e49b0a30c0cd79880b13d1940a2f6a0482427cef81b6','cf705f8518a1622466a2e49b0a30c0cd79880b13d1940a2f6a0482427cef81b6',203,'drop/refunds/880102/LT-1.csv',1700000000000000000,1790557200,'drop:880102','880102',NULL,NULL,NULL,NULL,3,6706307797688312308);
INSERT INTO "files" VALUES(6,'refunds','HB-3.csv','f3f6822e1c42bff125b89e5051b3a49bd3c150e935b1a4a74883da9bbdd34fe4','f3f6822e1c42bff125b89e5051b3a49bd3c150e935b1a4a74883da9bbdd34fe4',203,'drop/refunds/880101/HB-3.csv',1700000000000000000,1790643600,'drop:880101','880101',NULL,NULL,NULL,NULL,3,329439407016790021);
INSERT INTO "files" VALUES(7,'orders','chargeback.csv','ed342614d122aa071f25a266e96c5661f2311e7438217758c57ff544969b2395','ed342614d122aa071f25a266e96c5661f2311e7438217758c57ff544969b2395',213,'drop/orders/chargeback.csv',1700000000000000000,1790661600,'drop:orders',NULL,NULL,NULL,NULL,NULL,1,1687778258095623293);
INSERT INTO "files" VALUES(8,'results','card-20260930.csv','f877e8b9665c3249fa0564450dfcaf345bf66c759c34d4f81214fa6a2cd12a9e','f877e8b9665c3249fa0564450dfcaf345bf66c759c34d4f81214fa6a2cd12a9e',129,'drop/results/card/card-20260930.csv',1700000000000000000,1790730000,'drop:card',NULL,'card',NULL,NULL,NULL,2,282509464040259360);
INSERT INTO "files" VALUES(9,'results','default-20260930.csv','91debbae1e29ac51859e94787418b70755722239249b1021a40d47e0847af010','91debbae1e29ac51859e94787418b70755722239249b1021a40d47e0847af010',266,'drop/results/default/default-20260930.csv',1700000000000000000,1790730000,'drop:default',NULL,'default',NULL,NULL,NULL,5,5875627399536108171);
INSERT INTO "files" VALUES(10,'refunds','LT-2.csv','4cc9edcbbb8f4d034ab7086eff4b2573aed004608d2d018009ad38da56212a44','4cc9edcbbb8f4d034ab7086eff4b2573aed004608d2d018009ad38da56212a44',133,'drop/refunds/880102/LT-2.csv',1700000000000000000,1790730000,'drop:880102','880102',NULL,NULL,NULL,NULL,1,6382124404393081206);
INSERT INTO "files" VALUES(11,'funds','balance-2026-09-30.csv','341b9742e16c47111e2e19f48f2fb7c989ad3e66ad57994be2dbceb788133520','341b9742e16c47111e2e19f48f2fb7c989ad3e66ad57994be2dbceb788133520',74,NULL,1795897911492045656,1790730600,'Xu Min',NULL,NULL,NULL,NULL,NULL,1,2386938167097893317);
INSERT INTO "files" VALUES(12,'refunds','HB-4.csv','d790f3f1d5d528636accc406f00d7a01f16b53184b8739b728adeff7fea0f587','d790f3f1d5d528636accc406f00d7a01f16b53184b8739b728adeff7fea0f587',207,'drop/refunds/880101/HB-4.csv',1700000000000000000,1790758800,'drop:880101','880101',NULL,NULL,NULL,NULL,2,4164606917053014279);
INSERT INTO "files" VALUES(13,'results','default-20261008.csv','23eb119357e6f7f786894c2f5a056d2dbeb8e869ce05f713fc080c81ecb279d3','23eb119357e6f7f786894c2f5a056d2dbeb8e869ce05f713fc080c81ecb279d3',210,'drop/results/default/default-20261008.csv',1700000000000000000,1791419400,'drop:default',NULL,'default',NULL,NULL,NULL,3,70250126190281063);
INSERT INTO "files" VALUES(14,'refunds','HB-5.csv','16bba0f4549a1f21c0d5e225668b3fdfc8dc9b9f9bf88cfee61cb6a50fa74c64','16bba0f4549a1f21c0d5e225668b3fdfc8dc9b9f9bf88cfee61cb6a50fa74c64',192,'drop/refunds/880101/HB-5.csv',1700000000000000000,1791534600,'drop:880101','880101',NULL,NULL,NULL,NULL,2,2184864110809625870);
INSERT INTO "files" VALUES(15,'results','card-20261012.csv','a3782bc8d17eef6d34134c5048bc07fa867d85c4474089bc2979c418b831c5c1','a3782bc8d17eef6d34134c5048bc07fa867d85c4474089bc2979c418b831c5c1',102,'drop/results/card/card-20261012.csv',1700000000000000000,1791766800,'drop:card',NULL,'card',NULL,NULL,NULL,1,4570224845422751428);
INSERT INTO "files" VALUES(16,'results','card-arn-20261012.csv','375f8ecf34333aa4856e4cd29f5fe9a61dfd7e0c607f4e4b9bcabe566328601d','375f8ecf34333aa4856e4cd29f5fe9a61dfd7e0c607f4e4b9bcabe566328601d',77,'drop/results/card/card-arn-20261012.csv',1700000000000000000,1791766800,'drop:card',NULL,'card',NULL,NULL,NULL,2,8947791564705281144);
INSERT INTO "files" VALUES(17,'results','default-20261012.csv','52337e87159312792c4b450c4b5d25454a5240b4d40e3810fa99416f11379e10','52337e87159312792c4b450c4b5d25454a5240b4d40e3810fa99416f11379e10',277,'drop/results/default/default-20261012.csv',1700000000000000000,1791766800,'drop:default',NULL,'default',NULL,NULL,NULL,5,3091797674405039255);
INSERT INTO "files" VALUES(18,'orders','more.csv','0a56acae49361a20af041686e45104bd9e1b3b0fff646ed26dd120fbb1e583c3','0a56acae49361a20af041686e45104bd9e1b3b0fff646ed26dd120fbb1e583c3',605,NULL,1795901137200416430,1791853200,'os:root',NULL,NULL,NULL,NULL,NULL,6,1386628370277087678);
INSERT INTO "files" VALUES(19,'refunds','HB-X.csv','bbd0adb73f7d5b470dc88f0590b14c7d6a92ee90186a46b8fd4ff7a07538fd72','bbd0adb73f7d5b470dc88f0590b14c7d6a92ee90186a46b8fd4ff7a07538fd72',141,NULL,1795901137200520069,1791853200,'Hu Lan','880101',NULL,NULL,NULL,NULL,3,3779057355667955773);
INSERT INTO "files" VALUES(20,'refunds','HB-Y.csv','ed5930c96ea00596c522af44544ee8dadb2fe37d91fa93cded5e0354d48e4900','ed5930c96ea00596c522af44544ee8dadb2fe37d91fa93cded5e0354d48e4900',141,NULL,1795901137200587649,1791853200,'Hu Lan','880101',NULL,NULL,NULL,NULL,3,1440267347697057373);
CREATE TABLE funds (
    account TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    balance INTEGER CHECK (balance >= 0),
    as_of INTEGER,
    file INTEGER REFERENCES files,
    left_since INTEGER NOT NULL CHECK (left_since >= 0),
    returned INTEGER NOT NULL CHECK (returned >= 0),
    covered INTEGER NOT NULL CHECK (covered >= 0),
    missing INTEGER NOT NULL CHECK (missing >= 0),
    PRIMARY KEY (account, currency),
    CHECK ((balance IS NULL) = (as_of IS NULL) AND (balance IS NULL) = (file IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "funds" VALUES('880102','EUR',900000,1790728200,11,700000,0,0,0);
CREATE TABLE funds_controls (
    batch INTEGER NOT NULL, lane INTEGER NOT NULL,
    PRIMARY KEY (batch, lane)
) STRICT, WITHOUT ROWID;
INSERT INTO "funds_controls" VALUES(3,2);
INSERT INTO "funds_controls" VALUES(5,2);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 main job');
INSERT INTO "grdb_migrations" VALUES('2 people, time and money');
CREATE TABLE halts (
    halt INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('channel', 'account')),
    name TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('halt', 'resume')),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE holdings (
    payment_id TEXT PRIMARY KEY NOT NULL,
    ceiling INTEGER NOT NULL,
    held INTEGER NOT NULL CHECK (held >= 0 AND held <= ceiling),
    refunds INTEGER NOT NULL CHECK (refunds >= 0),
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "holdings" VALUES('260901101500880101001',8000,8000,1,1);
INSERT INTO "holdings" VALUES('260902101500880101002',4500,4500,1,2);
INSERT INTO "holdings" VALUES('260903101500880101003',12000,0,0,3);
INSERT INTO "holdings" VALUES('260904101500880101004',150000,150000,1,4);
INSERT INTO "holdings" VALUES('260905101500880101005',100000,0,0,5);
INSERT INTO "holdings" VALUES('260906101500880101006',6490,6490,1,13);
INSERT INTO "holdings" VALUES('260907101500880101007',3800,3800,1,14);
INSERT INTO "holdings" VALUES('260908101500880101008',21000,6000,1,15);
INSERT INTO "holdings" VALUES('260909101500880101009',5250,0,0,16);
INSERT INTO "holdings" VALUES('260911093000880101001',20000,20000,1,9);
INSERT INTO "holdings" VALUES('260911181200880102001',6000,6000,1,6);
INSERT INTO "holdings" VALUES('260912093000880101002',15000,15000,1,10);
INSERT INTO "holdings" VALUES('260912181200880102002',7000,7000,1,7);
INSERT INTO "holdings" VALUES('260913093000880101003',9000,9000,1,11);
INSERT INTO "holdings" VALUES('260913181200880102003',2000,2000,1,8);
INSERT INTO "holdings" VALUES('260914181200880102004',50000,0,0,12);
INSERT INTO "holdings" VALUES('261012000000880101900',3000,1000,1,17);
INSERT INTO "holdings" VALUES('261012000000880101901',3000,0,0,18);
INSERT INTO "holdings" VALUES('261012000000880101902',3000,0,0,19);
INSERT INTO "holdings" VALUES('261012000000880101903',3000,0,0,20);
INSERT INTO "holdings" VALUES('261012000000880101904',3000,0,0,21);
INSERT INTO "holdings" VALUES('261012000000880101905',3000,0,0,22);
CREATE TABLE journal (
    entry INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    machine_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    file_digest TEXT,
    change_digest TEXT,
    body TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "journal" VALUES(1,'settings',1795901072,1795901073,'os:root','root',NULL,'dbeb834e025f859c259dde6ae29df84159c56988e788e955640f1ed4f2e165f6','{"settings":{"home_id":"09f649ae9edf4bfff1b93f2d2f9d038d","home_number":"935","configuration_digest":"e7caeb00dc697dbd62a0ecd343d22f97f3e94a4e5a204f0d1328f39334b4c2e5"},"configuration":"home_number: 935\n"}','0000000000000000000000000000000000000000000000000000000000000000','74291d8d839c0018abeb8a52d796eb42de93e20d0c7b6e9f6f5431f463ddd7ae');
INSERT INTO "journal" VALUES(2,'settings',1790555400,1795901074,'os:root','root',NULL,'024a18dcdc438dcc4100ec5d29ed733b98171c3c2e890d672ad18bbb486cddfc','{"settings":{"configuration_digest":"04b63611377c3804e46f95f46513f30db708e7bee14e3785f2da5cf1bbf37038","home_number":"417"},"configuration":"home_number: 417\nsettle_seconds: 0\naccounts:\n  \"880101\":\n    approval: one\n    above:\n      USD: \"2000.00\"\n  \"880102\":\n    funds:\n      EUR: on\n    funds_days: 5\nchannels:\n  default:\n    layout: native-csv\n    calendar: cn\n    cutoffs:\n    - \"16:00\"\n    overdue_business_days: 3\n  card:\n    layout: native-csv\n    max_money_day:\n      USD: \"300.00\"\n"}','74291d8d839c0018abeb8a52d796eb42de93e20d0c7b6e9f6f5431f463ddd7ae','0584c7b9e8a5edcba2cd9a74133ea6fc9386077d0e70adc6afd9491a00d83c09');
INSERT INTO "journal" VALUES(3,'orders',1790555400,1795901074,'drop:orders','root','65389687482beafe04840ed915cd19e129e4a31d37f136f53619489812fb3bbd','65bd26eb7ebe4b17cc1e52363056edbc5cbfc7b1528199a4f457819b6cd32464','{"file":{"file":1,"kind":"orders","name":"payments-2026-09.csv","digest":"65389687482beafe04840ed915cd19e129e4a31d37f136f53619489812fb3bbd","inflated_digest":"65389687482beafe04840ed915cd19e129e4a31d37f136f53619489812fb3bbd","size":1478,"origin":"drop/orders/payments-2026-09.csv","modified":1700000000000000000,"taken_at":1790555400,"by":"drop:orders","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":16},"names_digest":"615b9e142f73b000acf7722bc9ca67a460843367a2f7395decf373862b3497ad","opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"closed":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"facts":{"inserted":16,"updated":0,"unchanged":0,"rejected":0}}','0584c7b9e8a5edcba2cd9a74133ea6fc9386077d0e70adc6afd9491a00d83c09','476f09022655915a9334b348845edacf60f0c987c4c89b0a090e8113b1ed00a0');
INSERT INTO "journal" VALUES(4,'look',1790555400,1795901074,'os:root','root',NULL,'4633dd5fb3ce04a152eb319dff2e5728617324c1fd0a0e720ada64b5b1f539d5','{"look":{"look":1,"due":1790553600,"at":1790555400},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','476f09022655915a9334b348845edacf60f0c987c4c89b0a090e8113b1ed00a0','0de6b9ac685912859e0ab3a984f5336a6dde60e7cca6dc67540e43cf4deb2cd7');
INSERT INTO "journal" VALUES(5,'funds',1790555400,1795901075,'Xu Min','root','9e9eec6b110a3451772c421b0ed22de2584fb0e9c0d5f3f7825f77be6670dee6','c10829de7cfa26f069d3b501bed1b9508038e76620d989275e98cde9718c3b4a','{"file":{"file":2,"kind":"funds","name":"balance-2026-09-28.csv","digest":"9e9eec6b110a3451772c421b0ed22de2584fb0e9c0d5f3f7825f77be6670dee6","inflated_digest":"9e9eec6b110a3451772c421b0ed22de2584fb0e9c0d5f3f7825f77be6670dee6","size":75,"origin":null,"modified":1795897911492045656,"taken_at":1790555400,"by":"Xu Min","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":1},"balances":[{"account":"880102","currency":"EUR","balance":1000000,"as_of":1790553600,"file":2}]}','0de6b9ac685912859e0ab3a984f5336a6dde60e7cca6dc67540e43cf4deb2cd7','27df344a23f51567d45a41588bb3734ac0cc45a9dda1f252707eb028cd2fbddd');
INSERT INTO "journal" VALUES(6,'batch',1790557200,1795901077,'drop:880101','root','6fad0974d21740b4c9ef2e826ac5b3044cbeb096c0af8b02d02b8ac72d649187','5549ee651464e49bf81b9e3c9c3fe0ea34bb1b296b2ac4e21216e1d78a947953','{"file":{"file":3,"kind":"refunds","name":"HB-1.csv","digest":"6fad0974d21740b4c9ef2e826ac5b3044cbeb096c0af8b02d02b8ac72d649187","inflated_digest":"6fad0974d21740b4c9ef2e826ac5b3044cbeb096c0af8b02d02b8ac72d649187","size":246,"origin":"drop/refunds/880101/HB-1.csv","modified":1700000000000000000,"taken_at":1790557200,"by":"drop:880101","account":"880101","channel":null,"refusal":null,"message":null,"message_zh":null,"records":3},"batch":{"batch":1,"file":3,"account":"880101","batch_number":"HB-1","policy":"accept-good","records_digest":"7f94448704c4842134fccb3250ebdf9b96f2e80f554172281f737f98306f0880","accepted_at":1790557200,"by":"drop:880101","os_user":"root","records":3,"accepted":3,"rejected":0,"warnings":0,"approvals_needed":1,"first_serial":1,"decisions_digest":"5549ee651464e49bf81b9e3c9c3fe0ea34bb1b296b2ac4e21216e1d78a947953","reports":{"accepted.csv":"b69c2c5fb24e5df8b2929705185922ca49f2f023268950a3c3216eb0dabaca44","rejected.csv":"c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68","summary.json":"ed00dea7d99867ce7fb86f5ad16ba6be192d78b47cb61cc3c6bc5acec933c218"},"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":3,"amount":15000}],"codes":[]},"by_hand":false,"accepted_digest":"41452ef152416a42e7eb27ae8bbd2cc16a857d2123cf6a77737fddad45a7052c","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','27df344a23f51567d45a41588bb3734ac0cc45a9dda1f252707eb028cd2fbddd','3ea572d8b2b9bddebe509933f3ac90de06e7cdf5931617cd929e88ed733a88ec');
INSERT INTO "journal" VALUES(7,'batch',1790557200,1795901077,'drop:880101','root','6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673','406661a8261a75e6cf85ae9f48d3f3ecedcdf62baa0b2c5c99f154a3fceefa2a','{"file":{"file":4,"kind":"refunds","name":"HB-2.csv","digest":"6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673","inflated_digest":"6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673","size":214,"origin":"drop/refunds/880101/HB-2.csv","modified":1700000000000000000,"taken_at":1790557200,"by":"drop:880101","account":"880101","channel":null,"refusal":null,"message":null,"message_zh":null,"records":2},"batch":{"batch":2,"file":4,"account":"880101","batch_number":"HB-2","policy":"accept-good","records_digest":"57c76c0b5d66b2cb4326cd90bcd2ddf2ca07c12e68cf5120c843e7622541ba5d","accepted_at":1790557200,"by":"drop:880101","os_user":"root","records":2,"accepted":2,"rejected":0,"warnings":0,"approvals_needed":2,"first_serial":4,"decisions_digest":"406661a8261a75e6cf85ae9f48d3f3ecedcdf62baa0b2c5c99f154a3fceefa2a","reports":{"accepted.csv":"a22d6820fcddd98d424d92e67fc0298ea2b1dd8a7ce3fdd238400d43c12e1213","rejected.csv":"c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68","summary.json":"c34d8bb06c769ea8e18eb5709a8f67f441edd2a77a6e942fa9b3edf01cfa9a3b"},"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":2,"amount":250000}],"codes":[]},"by_hand":false,"accepted_digest":"b243a83d07be5caa57b7e6b873cef0d055628cc84adaf2ae8031b2803f878a9b","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','3ea572d8b2b9bddebe509933f3ac90de06e7cdf5931617cd929e88ed733a88ec','f9e9f443bda2cac82305cfbfe8d6607998223906906d4809c5a664349d6bce4f');
INSERT INTO "journal" VALUES(8,'batch',1790557200,1795901077,'drop:880102','root','cf705f8518a1622466a2e49b0a30c0cd79880b13d1940a2f6a0482427cef81b6','1d5a2db4d801491a04ec7cf5b9792ef09e898ae51eea23d12b0ff3c9cbbab580','{"file":{"file":5,"kind":"refunds","name":"LT-1.csv","digest":"cf705f8518a1622466a2e49b0a30c0cd79880b13d1940a2f6a0482427cef81b6","inflated_digest":"cf705f8518a1622466a2e49b0a30c0cd79880b13d1940a2f6a0482427cef81b6","size":203,"origin":"drop/refunds/880102/LT-1.csv","modified":1700000000000000000,"taken_at":1790557200,"by":"drop:880102","account":"880102","channel":null,"refusal":null,"message":null,"message_zh":null,"records":3},"batch":{"batch":3,"file":5,"account":"880102","batch_number":"LT-1","policy":"accept-good","records_digest":"fcbcb57d04aaf9c058d589bfe65a356d0320e0a88481e50e9ee9cdd31b9ad7b0","accepted_at":1790557200,"by":"drop:880102","os_user":"root","records":3,"accepted":3,"rejected":0,"warnings":0,"approvals_needed":0,"first_serial":6,"decisions_digest":"1d5a2db4d801491a04ec7cf5b9792ef09e898ae51eea23d12b0ff3c9cbbab580","reports":{"accepted.csv":"4f01ac5aaf726d5bebb742785b127e603af460e78b5aaaa566ef81613722cc03","rejected.csv":"c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68","summary.json":"b2fbd743e23ca39da191c4cc60f0216262196a2dc3e5cf330fb066538ecb6f8b"},"totals":[{"account":"880102","channel":"default","currency":"EUR","exponent":2,"count":3,"amount":15000}],"codes":[]},"by_hand":false,"accepted_digest":"222090eacba3dd2ac94f50377155194b7bf814228ad75302988eca233b0222de","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","funds":{"controlled":[{"account":"880102","channel":"default","currency":"EUR","exponent":2}],"without_cover":{"count":1,"digest":"3f66e1465ae07814a67862a88a61ac09ac8ee877f619546f6458649fd0654202"}}}','f9e9f443bda2cac82305cfbfe8d6607998223906906d4809c5a664349d6bce4f','24cc88f543bbb469145294b250b52ad888eb927ec6f2e4be7056c21fbf2af2bd');
INSERT INTO "journal" VALUES(9,'approval',1790560800,1795901078,'Lin Yue','root','6fad0974d21740b4c9ef2e826ac5b3044cbeb096c0af8b02d02b8ac72d649187','5549ee651464e49bf81b9e3c9c3fe0ea34bb1b296b2ac4e21216e1d78a947953','{"approval":{"batch":1,"by":"Lin Yue","os_user":"root","at":1790560800,"digest":"979ada47fe398a547be8e1e59deb7c6078ab48b116bd42f2b1582408b8857547"}}','24cc88f543bbb469145294b250b52ad888eb927ec6f2e4be7056c21fbf2af2bd','5126d025f3f06fdbaf5cea9ea258ba8d5cf5dcc0951138f7b6729c55d8dcdcc7');
INSERT INTO "journal" VALUES(10,'approval',1790560800,1795901078,'Lin Yue','root','6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673','406661a8261a75e6cf85ae9f48d3f3ecedcdf62baa0b2c5c99f154a3fceefa2a','{"approval":{"batch":2,"by":"Lin Yue","os_user":"root","at":1790560800,"digest":"5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5"}}','5126d025f3f06fdbaf5cea9ea258ba8d5cf5dcc0951138f7b6729c55d8dcdcc7','89d52abf35dde364a4cda238a70c11c759084f43023c0eaf2cda65e41161fd69');
INSERT INTO "journal" VALUES(11,'look',1790582400,1795901081,'os:root','root',NULL,'64df315e747e970a27e7ea3ce73887c45ae3a3a959b04bd9183c66bbdadbcd91','{"look":{"look":2,"due":1790568000,"at":1790582400},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','89d52abf35dde364a4cda238a70c11c759084f43023c0eaf2cda65e41161fd69','a62dcf69fc4d4aead9d69155584cf4badf64b796590f45aa86916606932d64c6');
INSERT INTO "journal" VALUES(12,'seal',1790582400,1795901081,'os:root','root',NULL,'fc5e8ed39dac0537a25dd24d86594267eb82590dde2f13b656726c5c00ba0b6d','{"submission":{"submission":1,"channel":"default","sequence":1,"currency":"EUR","exponent":2,"name":"default-000001-EUR.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1790582400,"totals":[{"account":"880102","channel":"default","currency":"EUR","exponent":2,"count":2,"amount":8000}]},"terms":{"ready_before":1790582400}}','a62dcf69fc4d4aead9d69155584cf4badf64b796590f45aa86916606932d64c6','4174c068ae56bbe4f111354bb71e50bc539b49740921856a9591104b7d36d6ca');
INSERT INTO "journal" VALUES(13,'seal',1790582400,1795901081,'os:root','root',NULL,'0904ff2988b763cf8d4cd090e1c1c8f3f875f35a0a37222246b9b301c2daff4a','{"submission":{"submission":2,"channel":"default","sequence":2,"currency":"USD","exponent":2,"name":"default-000002-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1790582400,"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":3,"amount":15000}]},"terms":{"ready_before":1790582400}}','4174c068ae56bbe4f111354bb71e50bc539b49740921856a9591104b7d36d6ca','02387e4c9beaf83e547b19c3998770e8ef57ae8c4084c0571497eecd09878e54');
INSERT INTO "journal" VALUES(14,'stage',1790582400,1795901081,'os:root','root',NULL,'fa5f5be8631c68a777ed1f94655a6e40165e18b0b5d406591fc880811c6b80ca','{"stage":{"submission":1,"count":2,"amount":8000,"hash_total":1760204004,"digest":"fa5f5be8631c68a777ed1f94655a6e40165e18b0b5d406591fc880811c6b80ca","size":451}}','02387e4c9beaf83e547b19c3998770e8ef57ae8c4084c0571497eecd09878e54','eefea66c162d90928a8e8b8363a236582967f89ec31f401517014d16d002aba3');
INSERT INTO "journal" VALUES(15,'stage',1790582400,1795901081,'os:root','root',NULL,'85ff984a316281fb29c8880b475d25663144f9344afbc29c7f3671875d05e96e','{"stage":{"submission":2,"count":3,"amount":15000,"hash_total":2640303006,"digest":"85ff984a316281fb29c8880b475d25663144f9344afbc29c7f3671875d05e96e","size":585}}','eefea66c162d90928a8e8b8363a236582967f89ec31f401517014d16d002aba3','41fbe3896a08918b2fc8feaad322f0a90db8b5a6bf304ca104359b75a01383a8');
INSERT INTO "journal" VALUES(16,'emission',1790582400,1795901082,'os:root','root',NULL,'fa5f5be8631c68a777ed1f94655a6e40165e18b0b5d406591fc880811c6b80ca','{"emission":{"submission":1,"emitted_at":1790582400}}','41fbe3896a08918b2fc8feaad322f0a90db8b5a6bf304ca104359b75a01383a8','dc336c3cc6051f8d57ed7ede59c1b874ea9a060340a2d6d61730a372d92f0dd4');
INSERT INTO "journal" VALUES(17,'emission',1790582400,1795901082,'os:root','root',NULL,'85ff984a316281fb29c8880b475d25663144f9344afbc29c7f3671875d05e96e','{"emission":{"submission":2,"emitted_at":1790582400}}','dc336c3cc6051f8d57ed7ede59c1b874ea9a060340a2d6d61730a372d92f0dd4','4984c5676768291d7500fa5fe7e9a0588169257abba7faef0d6cf7ccdbc0e40d');
INSERT INTO "journal" VALUES(18,'batch',1790643600,1795901083,'drop:880101','root','f3f6822e1c42bff125b89e5051b3a49bd3c150e935b1a4a74883da9bbdd34fe4','67ce6ed0706c955ac75b03ea86b5725dceae60d2ed8b8970cd1a543c3477fb57','{"file":{"file":6,"kind":"refunds","name":"HB-3.csv","digest":"f3f6822e1c42bff125b89e5051b3a49bd3c150e935b1a4a74883da9bbdd34fe4","inflated_digest":"f3f6822e1c42bff125b89e5051b3a49bd3c150e935b1a4a74883da9bbdd34fe4","size":203,"origin":"drop/refunds/880101/HB-3.csv","modified":1700000000000000000,"taken_at":1790643600,"by":"drop:880101","account":"880101","channel":null,"refusal":null,"message":null,"message_zh":null,"records":3},"batch":{"batch":4,"file":6,"account":"880101","batch_number":"HB-3","policy":"accept-good","records_digest":"025fe98b9083937384b0d29f25d328879d7ad0a27c80c69d8b4d15f8d71de9da","accepted_at":1790643600,"by":"drop:880101","os_user":"root","records":3,"accepted":3,"rejected":0,"warnings":0,"approvals_needed":1,"first_serial":9,"decisions_digest":"67ce6ed0706c955ac75b03ea86b5725dceae60d2ed8b8970cd1a543c3477fb57","reports":{"accepted.csv":"f404fe8ef0837e89d5d5a8efb1dc8789489bfc06bcaef1709d50a7ff2d296197","rejected.csv":"c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68","summary.json":"0388b268bdc815b80e4faca550e7a99dbb62303218e69be325f983ae74055187"},"totals":[{"account":"880101","channel":"card","currency":"USD","exponent":2,"count":3,"amount":44000}],"codes":[]},"by_hand":false,"accepted_digest":"9ced90b555957a94158b84f6209c8161e20407ac1f1ef40318c130cc93f23600","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','4984c5676768291d7500fa5fe7e9a0588169257abba7faef0d6cf7ccdbc0e40d','ac6196ba4931d7787ad84f7ddfc79f35eb563e61236ea02b49e050a0541afa6a');
INSERT INTO "journal" VALUES(19,'look',1790643600,1795901083,'os:root','root',NULL,'4a56ecdd3f658e44138f3216a7b1b72c65cfc6b7041c8f90083750610d91edb2','{"look":{"look":3,"due":1790640000,"at":1790643600},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','ac6196ba4931d7787ad84f7ddfc79f35eb563e61236ea02b49e050a0541afa6a','bf77d5bad1a78b6e06272b376e390959fd72b58cedd8064f5eda285c5939bc1a');
INSERT INTO "journal" VALUES(20,'approval',1790643600,1795901084,'Lin Yue','root','f3f6822e1c42bff125b89e5051b3a49bd3c150e935b1a4a74883da9bbdd34fe4','67ce6ed0706c955ac75b03ea86b5725dceae60d2ed8b8970cd1a543c3477fb57','{"approval":{"batch":4,"by":"Lin Yue","os_user":"root","at":1790643600,"digest":"44e3e507342956f3b2b817fb4786bf17295001b3dc47dfe9152867952656ea7f"}}','bf77d5bad1a78b6e06272b376e390959fd72b58cedd8064f5eda285c5939bc1a','2fd92b3aa5656b15ffcc016416089b8377ee74012d7c77be116c1523b4f5c8cd');
INSERT INTO "journal" VALUES(21,'approval',1790645400,1795901085,'Zhao Wei','root','6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673','406661a8261a75e6cf85ae9f48d3f3ecedcdf62baa0b2c5c99f154a3fceefa2a','{"approval":{"batch":2,"by":"Zhao Wei","os_user":"root","at":1790645400,"digest":"5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5"}}','2fd92b3aa5656b15ffcc016416089b8377ee74012d7c77be116c1523b4f5c8cd','05d6525a6ad00522de7316535a7a12639e39232ac59410644764f372eb45c859');
INSERT INTO "journal" VALUES(22,'orders',1790661600,1795901087,'drop:orders','root','ed342614d122aa071f25a266e96c5661f2311e7438217758c57ff544969b2395','bfd8e7253beec95210e7f61dbdf8349411a0a1fa004b64fd23bc7c7700f342ea','{"file":{"file":7,"kind":"orders","name":"chargeback.csv","digest":"ed342614d122aa071f25a266e96c5661f2311e7438217758c57ff544969b2395","inflated_digest":"ed342614d122aa071f25a266e96c5661f2311e7438217758c57ff544969b2395","size":213,"origin":"drop/orders/chargeback.csv","modified":1700000000000000000,"taken_at":1790661600,"by":"drop:orders","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":1},"names_digest":"615b9e142f73b000acf7722bc9ca67a460843367a2f7395decf373862b3497ad","opened":{"count":1,"digest":"c7c1c95d21298d2eff165c26c4b68e8be440ba0c75524b364be7575aac05f103"},"closed":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"facts":{"inserted":0,"updated":1,"unchanged":0,"rejected":0}}','05d6525a6ad00522de7316535a7a12639e39232ac59410644764f372eb45c859','c50a62184d5e074cbdca6cdad162685ed07e1847331c0760105fd07c4edf52ac');
INSERT INTO "journal" VALUES(23,'approval_void',1790661600,1795901087,'drop:orders','root',NULL,'e5e521bf22454ec0bb46b68436134d51b0dc640b80c2900d146f656b7d6cea3e','{"voids":[{"void":1,"batch":2,"at":1790661600,"by":"drop:orders","refund":5,"refunds":1,"file":7}]}','c50a62184d5e074cbdca6cdad162685ed07e1847331c0760105fd07c4edf52ac','70d8b760264ac4a704102e554b8cd2cfa7f0b3a40f7c0665bb0497ce27eb7f19');
INSERT INTO "journal" VALUES(24,'look',1790661600,1795901087,'os:root','root',NULL,'788444dbdd0adfe172f8d1da6ad215de73a103a90ef5496cd8af3e540be2b5d7','{"look":{"look":4,"due":1790654400,"at":1790661600},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','70d8b760264ac4a704102e554b8cd2cfa7f0b3a40f7c0665bb0497ce27eb7f19','fd4cea2759aba5447d2acc920aefb93e1b1420bc0396c231610d42715669d468');
INSERT INTO "journal" VALUES(25,'seal',1790661600,1795901087,'os:root','root',NULL,'1acead7a0ec48b450a253839b004a99a9081790751383f92301923b42c1096e5','{"submission":{"submission":3,"channel":"card","sequence":1,"currency":"USD","exponent":2,"name":"card-000001-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1790661600,"totals":[{"account":"880101","channel":"card","currency":"USD","exponent":2,"count":2,"amount":29000}]},"terms":{"room":30000}}','fd4cea2759aba5447d2acc920aefb93e1b1420bc0396c231610d42715669d468','2259a89624970da5e1d1e157d40600c7aa07a5d7e90eb214856a0ab00e83d419');
INSERT INTO "journal" VALUES(26,'stage',1790661600,1795901088,'os:root','root',NULL,'aaa1feffefe29ab865c09d78fd91b3aefc62e2e0f36f3a1739609e98bc5e17b8','{"stage":{"submission":3,"count":2,"amount":29000,"hash_total":1760202004,"digest":"aaa1feffefe29ab865c09d78fd91b3aefc62e2e0f36f3a1739609e98bc5e17b8","size":451}}','2259a89624970da5e1d1e157d40600c7aa07a5d7e90eb214856a0ab00e83d419','c1519ee46c811fc174760b84ff50be4dc2b916bd666bf1c6d74fd73bf9719ed6');
INSERT INTO "journal" VALUES(27,'emission',1790661600,1795901088,'os:root','root',NULL,'aaa1feffefe29ab865c09d78fd91b3aefc62e2e0f36f3a1739609e98bc5e17b8','{"emission":{"submission":3,"emitted_at":1790661600}}','c1519ee46c811fc174760b84ff50be4dc2b916bd666bf1c6d74fd73bf9719ed6','da5bff48c22c34152f8a82d95805f182e288ad0b6b2cbd1d2527917fab2f8693');
INSERT INTO "journal" VALUES(28,'cancel',1790665200,1795901090,'Hu Lan','root',NULL,'6dbf8bd0e3806449a4d4bb13b13b4e6bdd22bbc30bc42f4a9c36f64a33393dbc','{"closing":{"refund":5,"failure":"cancelled","at":1790665200,"by":"Hu Lan","os_user":"root","why":""}}','da5bff48c22c34152f8a82d95805f182e288ad0b6b2cbd1d2527917fab2f8693','edff915e18c0fe148ead00f41172699d42e50e36afe0ca5d15c4f18fdf78b2f0');
INSERT INTO "journal" VALUES(29,'exception',1790665200,1795901090,'Hu Lan','root',NULL,'52d83df8b2c07372765fbc0f68acde96b599bbf0a101ba2709a7c5c885dcb0c9','{"opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"closed":{"count":1,"digest":"7a3884bd2a756da9dfc196b51839f54c11fc0b4fbc39723ebb05ff547c78f4af"}}','edff915e18c0fe148ead00f41172699d42e50e36afe0ca5d15c4f18fdf78b2f0','f8648eb9fc828d814994869744b0139639ecd10cdcdce0334a10dfa5ff9082ff');
INSERT INTO "journal" VALUES(30,'approval',1790667000,1795901092,'Lin Yue','root','6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673','406661a8261a75e6cf85ae9f48d3f3ecedcdf62baa0b2c5c99f154a3fceefa2a','{"approval":{"batch":2,"by":"Lin Yue","os_user":"root","at":1790667000,"digest":"5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5"}}','f8648eb9fc828d814994869744b0139639ecd10cdcdce0334a10dfa5ff9082ff','f5b75bcb5a1ea1cf85bba678e5b73ebef1e6eb1c228e255f19be15b71ec07287');
INSERT INTO "journal" VALUES(31,'approval',1790668800,1795901094,'Zhao Wei','root','6ebcc83488c84255f870c1a95a8fc94f94aacd334b3cfa158e7d73bc1b7bf673','406661a8261a75e6cf85ae9f48d3f3ecedcdf62baa0b2c5c99f154a3fceefa2a','{"approval":{"batch":2,"by":"Zhao Wei","os_user":"root","at":1790668800,"digest":"5da0581155daa9daedf0dd6dfd9e910ddd3ca3bcd1464f6bdcda54c2a82490a5"}}','f5b75bcb5a1ea1cf85bba678e5b73ebef1e6eb1c228e255f19be15b71ec07287','aab0ad6b725b569ba689e29d88c6b684384446f44f8d18efe99ced2e8e46e563');
INSERT INTO "journal" VALUES(32,'result',1790730000,1795901098,'drop:card','root','f877e8b9665c3249fa0564450dfcaf345bf66c759c34d4f81214fa6a2cd12a9e','d17ab68f98dec7d1a5dbf7f99b53612cf31d40df019da5a38ec43752596f24a8','{"file":{"file":8,"kind":"results","name":"card-20260930.csv","digest":"f877e8b9665c3249fa0564450dfcaf345bf66c759c34d4f81214fa6a2cd12a9e","inflated_digest":"f877e8b9665c3249fa0564450dfcaf345bf66c759c34d4f81214fa6a2cd12a9e","size":129,"origin":"drop/results/card/card-20260930.csv","modified":1700000000000000000,"taken_at":1790730000,"by":"drop:card","account":null,"channel":"card","refusal":null,"message":null,"message_zh":null,"records":2},"result":{"file":8,"channel":"card","submission":null,"at":1790730000,"records":2,"applied":2,"already_known":0,"exceptions":0,"answers_digest":"d17ab68f98dec7d1a5dbf7f99b53612cf31d40df019da5a38ec43752596f24a8"},"opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','aab0ad6b725b569ba689e29d88c6b684384446f44f8d18efe99ced2e8e46e563','af1a83fc4ce255fc798e91c4cadfc3acdece84f15ba1b595691964a05c53c6c9');
INSERT INTO "journal" VALUES(33,'result',1790730000,1795901098,'drop:default','root','91debbae1e29ac51859e94787418b70755722239249b1021a40d47e0847af010','4ef85043039ef1c7239d7b7165bb3536e8c96642a57dd355f39b7df970e455d9','{"file":{"file":9,"kind":"results","name":"default-20260930.csv","digest":"91debbae1e29ac51859e94787418b70755722239249b1021a40d47e0847af010","inflated_digest":"91debbae1e29ac51859e94787418b70755722239249b1021a40d47e0847af010","size":266,"origin":"drop/results/default/default-20260930.csv","modified":1700000000000000000,"taken_at":1790730000,"by":"drop:default","account":null,"channel":"default","refusal":null,"message":null,"message_zh":null,"records":5},"result":{"file":9,"channel":"default","submission":null,"at":1790730000,"records":5,"applied":5,"already_known":0,"exceptions":0,"answers_digest":"4ef85043039ef1c7239d7b7165bb3536e8c96642a57dd355f39b7df970e455d9"},"opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','af1a83fc4ce255fc798e91c4cadfc3acdece84f15ba1b595691964a05c53c6c9','45c6d2a105518a919c6442dda327603962f65cb9bc5eceff4d5373db2d7bc4e9');
INSERT INTO "journal" VALUES(34,'batch',1790730000,1795901098,'drop:880102','root','4cc9edcbbb8f4d034ab7086eff4b2573aed004608d2d018009ad38da56212a44','2f9e8a24e5b913fb61c61d86aadbd7b0e50977c81017808e801d79a9c9448018','{"file":{"file":10,"kind":"refunds","name":"LT-2.csv","digest":"4cc9edcbbb8f4d034ab7086eff4b2573aed004608d2d018009ad38da56212a44","inflated_digest":"4cc9edcbbb8f4d034ab7086eff4b2573aed004608d2d018009ad38da56212a44","size":133,"origin":"drop/refunds/880102/LT-2.csv","modified":1700000000000000000,"taken_at":1790730000,"by":"drop:880102","account":"880102","channel":null,"refusal":null,"message":null,"message_zh":null,"records":1},"batch":{"batch":5,"file":10,"account":"880102","batch_number":"LT-2","policy":"accept-good","records_digest":"2db3a6cb2a9a458c29cbfc11f2fd30bd916ad838088569aba855c90594574112","accepted_at":1790730000,"by":"drop:880102","os_user":"root","records":1,"accepted":1,"rejected":0,"warnings":0,"approvals_needed":0,"first_serial":12,"decisions_digest":"2f9e8a24e5b913fb61c61d86aadbd7b0e50977c81017808e801d79a9c9448018","reports":{"accepted.csv":"538904ae26171980db54fa566dc7fb3be60e9dc13a3e358ffedeef54b9caf8dc","rejected.csv":"c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68","summary.json":"51658a4c4c2b6d46667701c900518f4b9be0a59ffe5674cfb05010147ca7ef45"},"totals":[{"account":"880102","channel":"default","currency":"EUR","exponent":2,"count":1,"amount":50000}],"codes":[]},"by_hand":false,"accepted_digest":"1d2267a7fc9ffc71c435f2740aba7e4b1926f60ed08101769855bd2e25c6bdf9","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","funds":{"controlled":[{"account":"880102","channel":"default","currency":"EUR","exponent":2}],"without_cover":{"count":1,"digest":"8672299d5e7fa0488ea2b8f6a8fe83621b81ff8bf9c6edbc6d2716edcaeb8084"}}}','45c6d2a105518a919c6442dda327603962f65cb9bc5eceff4d5373db2d7bc4e9','5c930a2cbd81b7f5b03cb2f1252dcdf5a5c40720ff444869c20a31d2f8654e89');
INSERT INTO "journal" VALUES(35,'look',1790730000,1795901098,'os:root','root',NULL,'0da586eaa30dbab18c18fe1b3861bf206e1505f58826de65f7fe5ca73d960a2a','{"look":{"look":5,"due":1790726400,"at":1790730000},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','5c930a2cbd81b7f5b03cb2f1252dcdf5a5c40720ff444869c20a31d2f8654e89','df6365edf1519f36097a10f2e0e00ff7898a9f280780ab36e86286a7b9bc51ac');
INSERT INTO "journal" VALUES(36,'seal',1790730000,1795901098,'os:root','root',NULL,'b811fa2837dab39900146b61a74fb29bf97dc1f9f3bb96d1c704dae3cdab14c5','{"submission":{"submission":4,"channel":"card","sequence":2,"currency":"USD","exponent":2,"name":"card-000002-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1790730000,"totals":[{"account":"880101","channel":"card","currency":"USD","exponent":2,"count":1,"amount":15000}]},"terms":{"room":30000}}','df6365edf1519f36097a10f2e0e00ff7898a9f280780ab36e86286a7b9bc51ac','224d863c1602ce3ba31419045e78bec8dbd8a6fd494f682c95a62c7adefb6ae0');
INSERT INTO "journal" VALUES(37,'stage',1790730000,1795901098,'os:root','root',NULL,'f6be9e3de9186b3696ceab782c1ea436dd9a6c6a23236438864ad11240c27864','{"stage":{"submission":4,"count":1,"amount":15000,"hash_total":880101002,"digest":"f6be9e3de9186b3696ceab782c1ea436dd9a6c6a23236438864ad11240c27864","size":356}}','224d863c1602ce3ba31419045e78bec8dbd8a6fd494f682c95a62c7adefb6ae0','99841168ebf0ca65812b57ff6f13c2c057fc15537b0026fc2001e8cf33d61919');
INSERT INTO "journal" VALUES(38,'emission',1790730000,1795901099,'os:root','root',NULL,'f6be9e3de9186b3696ceab782c1ea436dd9a6c6a23236438864ad11240c27864','{"emission":{"submission":4,"emitted_at":1790730000}}','99841168ebf0ca65812b57ff6f13c2c057fc15537b0026fc2001e8cf33d61919','c13a3e6ecc897f77f65818ce463ed54eb126afe7d7895e086bb397ed2f02ba8a');
INSERT INTO "journal" VALUES(39,'funds',1790730600,1795901100,'Xu Min','root','341b9742e16c47111e2e19f48f2fb7c989ad3e66ad57994be2dbceb788133520','6c042cf4120929d8f02bff4f7aa53117398967a9246f0381c5f26003bfa7a991','{"file":{"file":11,"kind":"funds","name":"balance-2026-09-30.csv","digest":"341b9742e16c47111e2e19f48f2fb7c989ad3e66ad57994be2dbceb788133520","inflated_digest":"341b9742e16c47111e2e19f48f2fb7c989ad3e66ad57994be2dbceb788133520","size":74,"origin":null,"modified":1795897911492045656,"taken_at":1790730600,"by":"Xu Min","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":1},"balances":[{"account":"880102","currency":"EUR","balance":900000,"as_of":1790728200,"file":11}]}','c13a3e6ecc897f77f65818ce463ed54eb126afe7d7895e086bb397ed2f02ba8a','873750e26aaaaea9cd8dbc05c4d3db7408f3b334360e71cd50d193704ba36701');
INSERT INTO "journal" VALUES(40,'look',1790740800,1795901101,'os:root','root',NULL,'7a925b7e135816436c47494eec2320b3c521dd80ea7bb8dee41ecb139deda813','{"look":{"look":6,"due":1790740800,"at":1790740800},"covered":{"count":1,"digest":"d4c22716c44a826cf6ca3d86be5fed2bad5e1568465eee9f73674d0aaf36b7f2"},"totals":[{"account":"880102","channel":"default","currency":"EUR","exponent":2,"count":1,"amount":7000}],"released":{"count":1,"digest":"7a82fc48563920eae306e688c007a0e5fe9039603e5d8c90b6ec31162a8c7a4a"}}','873750e26aaaaea9cd8dbc05c4d3db7408f3b334360e71cd50d193704ba36701','9b2847113b1d51b34d0460862e13ffdf9cd15e171a36772d37dc65ccbc25d893');
INSERT INTO "journal" VALUES(41,'seal',1790755200,1795901104,'os:root','root',NULL,'45af742e74e5f827abe6748b488db8e7547bd4e3c0f21684dd51979fc6d93373','{"submission":{"submission":5,"channel":"default","sequence":3,"currency":"EUR","exponent":2,"name":"default-000003-EUR.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1790755200,"totals":[{"account":"880102","channel":"default","currency":"EUR","exponent":2,"count":1,"amount":7000}]},"terms":{"ready_before":1790755200}}','9b2847113b1d51b34d0460862e13ffdf9cd15e171a36772d37dc65ccbc25d893','9def36ed4c2be6daced07873cc6a44e9f1e4ef6523eef64c39149716f6a2e169');
INSERT INTO "journal" VALUES(42,'seal',1790755200,1795901104,'os:root','root',NULL,'af2a3e437478022988f2b6fdbc8113a2b30ab16b218e72404ffd44f37059a613','{"submission":{"submission":6,"channel":"default","sequence":4,"currency":"USD","exponent":2,"name":"default-000004-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1790755200,"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":1,"amount":150000}]},"terms":{"ready_before":1790755200}}','9def36ed4c2be6daced07873cc6a44e9f1e4ef6523eef64c39149716f6a2e169','abb960f8ab9bf5c994d85de9b6636f313e48841a2f6e47c211d095bb14507bfd');
INSERT INTO "journal" VALUES(43,'stage',1790755200,1795901104,'os:root','root',NULL,'39b31b61c996e0111e9a15322714eeb838c5f9c50708e68e3f02e26a51f1f24f','{"stage":{"submission":5,"count":1,"amount":7000,"hash_total":880102002,"digest":"39b31b61c996e0111e9a15322714eeb838c5f9c50708e68e3f02e26a51f1f24f","size":356}}','abb960f8ab9bf5c994d85de9b6636f313e48841a2f6e47c211d095bb14507bfd','7be765bbc06484cd143c668611d2c586126358e143fc93d3187dcccfcde13858');
INSERT INTO "journal" VALUES(44,'stage',1790755200,1795901104,'os:root','root',NULL,'7af62c89d9b19a358ec7db1827d91f548cc7f0f013030bbc9272fb644c011035','{"stage":{"submission":6,"count":1,"amount":150000,"hash_total":880101004,"digest":"7af62c89d9b19a358ec7db1827d91f548cc7f0f013030bbc9272fb644c011035","size":385}}','7be765bbc06484cd143c668611d2c586126358e143fc93d3187dcccfcde13858','196edf8e1b0a00252e053da59e4723c488abda6befac5dfbb810597e2f5f8237');
INSERT INTO "journal" VALUES(45,'emission',1790755200,1795901104,'os:root','root',NULL,'39b31b61c996e0111e9a15322714eeb838c5f9c50708e68e3f02e26a51f1f24f','{"emission":{"submission":5,"emitted_at":1790755200}}','196edf8e1b0a00252e053da59e4723c488abda6befac5dfbb810597e2f5f8237','7e7db880e18ba690f173536c79d6f332977f0e25fac4ed4b588fd7061bea98e3');
INSERT INTO "journal" VALUES(46,'emission',1790755200,1795901104,'os:root','root',NULL,'7af62c89d9b19a358ec7db1827d91f548cc7f0f013030bbc9272fb644c011035','{"emission":{"submission":6,"emitted_at":1790755200}}','7e7db880e18ba690f173536c79d6f332977f0e25fac4ed4b588fd7061bea98e3','3669a31f74fecf3beb4656cc9efcef5efc1a87bb008950bddba04b15803252a5');
INSERT INTO "journal" VALUES(47,'batch',1790758800,1795901106,'drop:880101','root','d790f3f1d5d528636accc406f00d7a01f16b53184b8739b728adeff7fea0f587','c2b5d970c17bc9916edb678b92f2902462f7ccc0414a0c468567b30ea8250693','{"file":{"file":12,"kind":"refunds","name":"HB-4.csv","digest":"d790f3f1d5d528636accc406f00d7a01f16b53184b8739b728adeff7fea0f587","inflated_digest":"d790f3f1d5d528636accc406f00d7a01f16b53184b8739b728adeff7fea0f587","size":207,"origin":"drop/refunds/880101/HB-4.csv","modified":1700000000000000000,"taken_at":1790758800,"by":"drop:880101","account":"880101","channel":null,"refusal":null,"message":null,"message_zh":null,"records":2},"batch":{"batch":6,"file":12,"account":"880101","batch_number":"HB-4","policy":"accept-good","records_digest":"0b622625d9185e215870545d87949d04248333de7446a797dd4743ba869b33d9","accepted_at":1790758800,"by":"drop:880101","os_user":"root","records":2,"accepted":2,"rejected":0,"warnings":0,"approvals_needed":1,"first_serial":13,"decisions_digest":"c2b5d970c17bc9916edb678b92f2902462f7ccc0414a0c468567b30ea8250693","reports":{"accepted.csv":"77854fbac9f74e68d2c2e1ab517833fa505106972e22ac95224595f5107fef8f","rejected.csv":"c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68","summary.json":"da8f2208ea865cef22393a8dd527ba17204a928374879941515af742a6f14dd5"},"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":2,"amount":10290}],"codes":[]},"by_hand":false,"accepted_digest":"2afa5656fc90bc27800f65ac28627a7ba75be2bb69e6fc61fe68b38cb9854f2a","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','3669a31f74fecf3beb4656cc9efcef5efc1a87bb008950bddba04b15803252a5','4040565b943acfdd1a81170e097ee599b69af62a814f1b6968e0e312638fcee0');
INSERT INTO "journal" VALUES(48,'look',1790758800,1795901106,'os:root','root',NULL,'638f901d9b2eae487f1c6048ff89c99f3bb79345fe7766060de3e4a68fc25454','{"look":{"look":7,"due":1790758800,"at":1790758800},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','4040565b943acfdd1a81170e097ee599b69af62a814f1b6968e0e312638fcee0','845dcf94e007a8482ecd3cfb6a1f873bab0378c24ee380dbe9d712b05fa57914');
INSERT INTO "journal" VALUES(49,'approval',1790759400,1795901107,'Lin Yue','root','d790f3f1d5d528636accc406f00d7a01f16b53184b8739b728adeff7fea0f587','c2b5d970c17bc9916edb678b92f2902462f7ccc0414a0c468567b30ea8250693','{"approval":{"batch":6,"by":"Lin Yue","os_user":"root","at":1790759400,"digest":"3c197d72fefad2570b7a34896340f88c19ba2a0d430c9bf6a4e1f7ffa7f02698"}}','845dcf94e007a8482ecd3cfb6a1f873bab0378c24ee380dbe9d712b05fa57914','c05a791d8d189d21ceca4e1aea6747a3f9807466bd8623cd90dc1109719d65f7');
INSERT INTO "journal" VALUES(50,'result',1791419400,1795901109,'drop:default','root','23eb119357e6f7f786894c2f5a056d2dbeb8e869ce05f713fc080c81ecb279d3','5ca8574d93f13b810aee038e01deb58a19efa33c9684ebffc3ab8ad068f25cdc','{"file":{"file":13,"kind":"results","name":"default-20261008.csv","digest":"23eb119357e6f7f786894c2f5a056d2dbeb8e869ce05f713fc080c81ecb279d3","inflated_digest":"23eb119357e6f7f786894c2f5a056d2dbeb8e869ce05f713fc080c81ecb279d3","size":210,"origin":"drop/results/default/default-20261008.csv","modified":1700000000000000000,"taken_at":1791419400,"by":"drop:default","account":null,"channel":"default","refusal":null,"message":null,"message_zh":null,"records":3},"result":{"file":13,"channel":"default","submission":null,"at":1791419400,"records":3,"applied":1,"already_known":0,"exceptions":2,"answers_digest":"5ca8574d93f13b810aee038e01deb58a19efa33c9684ebffc3ab8ad068f25cdc"},"opened":{"count":2,"digest":"0118bff811acb748c7c2699da126393a8963c5e13fbce9a21d535b0ac41573f1"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','c05a791d8d189d21ceca4e1aea6747a3f9807466bd8623cd90dc1109719d65f7','f997d6c1755ebbe16a1e416804e98810b871da1ef0fff5fe8ac0431ae5f44af7');
INSERT INTO "journal" VALUES(51,'look',1791419400,1795901109,'os:root','root',NULL,'86f105f85d61cecb8bc2819f7650b79595f0943779ae95f9359fbf7aa624ce04','{"look":{"look":8,"due":1791417600,"at":1791419400},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','f997d6c1755ebbe16a1e416804e98810b871da1ef0fff5fe8ac0431ae5f44af7','94feada9269268de16b18e6feda13ea21f263d3979c7a54e413b20af63cb1074');
INSERT INTO "journal" VALUES(52,'shortfall',1791419400,1795901109,'os:root','root',NULL,'7246fad2b4b04b1e6748cd769f904f42b7a4c472dacaf6f9070d0bd6fa54b7bd','{"shortfall":{"account":"880102","failure":"insufficient_funds","at":1791419400,"by":"os:root","os_user":"root","why":"no cover within 5 days","totals":[{"account":"880102","channel":"default","currency":"EUR","exponent":2,"count":1,"amount":50000}]},"failed":{"count":1,"digest":"a14da9d161f1329f112d2c707341c5e7607a7e2989329f013ff55c0b52970730"}}','94feada9269268de16b18e6feda13ea21f263d3979c7a54e413b20af63cb1074','8137fe0a286d423cb5ccf37d9ba3043221bb0f5d64d664da6a917074979c76e9');
INSERT INTO "journal" VALUES(53,'assignment',1791421800,1795901111,'Lin Yue','root',NULL,'d593f2bd54225a079eac94e63973f02ca0b1f41515e666a55f9345cedc32f677','{"exception_step":{"step":1,"exception":2,"kind":"assign","at":1791421800,"by":"Lin Yue","os_user":"root","assignee":"Zhao Wei","action":null,"note":"ask the bank"}}','8137fe0a286d423cb5ccf37d9ba3043221bb0f5d64d664da6a917074979c76e9','349f681b4849ce12b47ea33955bf617434d974665181470e8d5e1d15089c38ba');
INSERT INTO "journal" VALUES(54,'proposal',1791422400,1795901114,'Zhao Wei','root',NULL,'84dc073a1fc2448c15d8d7e1fe1168f43edb3a48577b86cf87c3c91800c7804a','{"exception_step":{"step":2,"exception":2,"kind":"propose","at":1791422400,"by":"Zhao Wei","os_user":"root","assignee":null,"action":"apply","note":"the bank paid on 2 October"}}','349f681b4849ce12b47ea33955bf617434d974665181470e8d5e1d15089c38ba','61f148cdab2b3799be186fe8c261bb56d8ac20f46c9a743d3579d109f3eb1a45');
INSERT INTO "journal" VALUES(55,'resolution',1791423000,1795901116,'Lin Yue','root',NULL,'fd075dc9080bc38cadbcf25574e0b5b77ee5350dbd541aca16f31ebc8cd4a6f7','{"exception_step":{"step":3,"exception":2,"kind":"confirm","at":1791423000,"by":"Lin Yue","os_user":"root","assignee":null,"action":"apply","note":"the bank paid on 2 October"},"answer":{"answer":9,"line":3,"refund":2,"previous":4,"effect":8,"query_number":"","bank_reference":"","reason_code":"","reason":"the bank paid on 2 October","processed_at":"","paid":null}}','61f148cdab2b3799be186fe8c261bb56d8ac20f46c9a743d3579d109f3eb1a45','c19c21f4a39ab1087474ea54922197a11f48cd30fd5f62bfe29fbad71f7b3183');
INSERT INTO "journal" VALUES(56,'proposal',1791423000,1795901117,'Lin Yue','root',NULL,'00aedc8433a98b4d7a08b919dc0a7c9145e9147b85de7e9ff98ef5ac7036620e','{"exception_step":{"step":4,"exception":3,"kind":"propose","at":1791423000,"by":"Lin Yue","os_user":"root","assignee":null,"action":"reverse","note":"returned by the payee''s bank"}}','c19c21f4a39ab1087474ea54922197a11f48cd30fd5f62bfe29fbad71f7b3183','963333481c0cb3ce9ec20e7f445caee7919ef4412e0b54eb3e395464817ee45e');
INSERT INTO "journal" VALUES(57,'resolution',1791424200,1795901118,'Zhao Wei','root',NULL,'f2b95a688c7ba80c4f980c1b658234f397f611144d65bf18e7552949feadbd69','{"exception_step":{"step":5,"exception":3,"kind":"confirm","at":1791424200,"by":"Zhao Wei","os_user":"root","assignee":null,"action":"reverse","note":"returned by the payee''s bank"},"answer":{"answer":10,"line":5,"refund":3,"previous":5,"effect":7,"query_number":"","bank_reference":"","reason_code":"AM09","reason":"Returned by the payee''s bank","processed_at":"","paid":null}}','963333481c0cb3ce9ec20e7f445caee7919ef4412e0b54eb3e395464817ee45e','e9cab4f5b1a375b9a20efdad7d5621ccc67a16ad30a85ff2bd0661591acc6063');
INSERT INTO "journal" VALUES(58,'look',1791446400,1795901120,'os:root','root',NULL,'009c4320d82ff5399e567b122c5370172fc92a7291bfa0075097e46e1a7c2a48','{"look":{"look":9,"due":1791432000,"at":1791446400},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','e9cab4f5b1a375b9a20efdad7d5621ccc67a16ad30a85ff2bd0661591acc6063','cc9846410bba2b9307111da3d0f614bb012c8d9d735bfba5867ab1124de71fc7');
INSERT INTO "journal" VALUES(59,'seal',1791446400,1795901120,'os:root','root',NULL,'69e61dd1bb4721caec396736c332d866416d9622804986be1a39a951cb89f73f','{"submission":{"submission":7,"channel":"default","sequence":5,"currency":"USD","exponent":2,"name":"default-000005-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791446400,"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":2,"amount":10290}]},"terms":{"ready_before":1791446400}}','cc9846410bba2b9307111da3d0f614bb012c8d9d735bfba5867ab1124de71fc7','c39d1c507caffbc9c3f5ade72b15cc40939a584aaeeb9d4404d6b8ac78660232');
INSERT INTO "journal" VALUES(60,'stage',1791446400,1795901120,'os:root','root',NULL,'10eeb62cd7c7e41b8b3e954ac1086d27c3e09c877558c8d2790bb7c5024affe3','{"stage":{"submission":7,"count":2,"amount":10290,"hash_total":1760202013,"digest":"10eeb62cd7c7e41b8b3e954ac1086d27c3e09c877558c8d2790bb7c5024affe3","size":490}}','c39d1c507caffbc9c3f5ade72b15cc40939a584aaeeb9d4404d6b8ac78660232','3eed384f4a1a40794919793c9de2935fa85e082b1fe444d4cdc9a8211ff450ff');
INSERT INTO "journal" VALUES(61,'emission',1791446400,1795901120,'os:root','root',NULL,'10eeb62cd7c7e41b8b3e954ac1086d27c3e09c877558c8d2790bb7c5024affe3','{"emission":{"submission":7,"emitted_at":1791446400}}','3eed384f4a1a40794919793c9de2935fa85e082b1fe444d4cdc9a8211ff450ff','1ebcfa855dd0d7f5580230244c805273e6d6b776b65b5d987cca564cda7620c4');
INSERT INTO "journal" VALUES(62,'look',1791505800,1795901120,'os:root','root',NULL,'0a87754137a9e7d7351d5028621f74664a567ee795298630696958101ee6d4ef','{"look":{"look":10,"due":1791504000,"at":1791505800},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','1ebcfa855dd0d7f5580230244c805273e6d6b776b65b5d987cca564cda7620c4','4e3fe6a2bc818cb7723118d0ebd4a8e0da86d587c18b160fd45f999a0c5f1b33');
INSERT INTO "journal" VALUES(63,'exception',1791505800,1795901120,'os:root','root',NULL,'8dc3f8de690a7fd47b65fe2b7a0c5b972e2e33ae435cb33998a29ce2178676b4','{"opened":{"count":1,"digest":"4c69c582369835ec40c944de104db5a73a7fb8cefe7e85464b2b982b1e528ecb"},"closed":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"unanswered":{"channel":"default","submitted_before":1790611200}}','4e3fe6a2bc818cb7723118d0ebd4a8e0da86d587c18b160fd45f999a0c5f1b33','2569a5f0f5a6b3b101749b568328568ceb1e718800976cf914e15c331fe9ef2f');
INSERT INTO "journal" VALUES(64,'void',1791511200,1795901122,'Hu Lan','root',NULL,'7af62c89d9b19a358ec7db1827d91f548cc7f0f013030bbc9272fb644c011035','{"void_step":{"step":1,"submission":6,"kind":"propose","at":1791511200,"by":"Hu Lan","os_user":"root","note":"the bank never got the file"}}','2569a5f0f5a6b3b101749b568328568ceb1e718800976cf914e15c331fe9ef2f','3f5248fc4f97489fb09588c9b67e590368e3c811d8aaf83be1708c21b3687c53');
INSERT INTO "journal" VALUES(65,'void',1791511800,1795901124,'Zhao Wei','root',NULL,'7af62c89d9b19a358ec7db1827d91f548cc7f0f013030bbc9272fb644c011035','{"void_step":{"step":2,"submission":6,"kind":"confirm","at":1791511800,"by":"Zhao Wei","os_user":"root","note":"the bank never got the file"},"voided":{"count":1,"digest":"5e1961a8ce027c9c7a1989bff820c7b873a734b1dc421facefea9f3db9c4151c"}}','3f5248fc4f97489fb09588c9b67e590368e3c811d8aaf83be1708c21b3687c53','32795d4060849d87ee8d815c69e51a84ceb1be6c9792f42be1e9f9401916f923');
INSERT INTO "journal" VALUES(66,'batch',1791534600,1795901125,'drop:880101','root','16bba0f4549a1f21c0d5e225668b3fdfc8dc9b9f9bf88cfee61cb6a50fa74c64','5717debc8aa0be892d477f175add8082a98e617468fb363d788595ba05551475','{"file":{"file":14,"kind":"refunds","name":"HB-5.csv","digest":"16bba0f4549a1f21c0d5e225668b3fdfc8dc9b9f9bf88cfee61cb6a50fa74c64","inflated_digest":"16bba0f4549a1f21c0d5e225668b3fdfc8dc9b9f9bf88cfee61cb6a50fa74c64","size":192,"origin":"drop/refunds/880101/HB-5.csv","modified":1700000000000000000,"taken_at":1791534600,"by":"drop:880101","account":"880101","channel":null,"refusal":null,"message":null,"message_zh":null,"records":2},"batch":{"batch":7,"file":14,"account":"880101","batch_number":"HB-5","policy":"accept-good","records_digest":"1468c6a2d79c178d51f3df40babbee249c8aad2a8864ef65eb1b06f3376e1556","accepted_at":1791534600,"by":"drop:880101","os_user":"root","records":2,"accepted":2,"rejected":0,"warnings":0,"approvals_needed":1,"first_serial":15,"decisions_digest":"5717debc8aa0be892d477f175add8082a98e617468fb363d788595ba05551475","reports":{"accepted.csv":"defdd518aeb93cde55641550d5696ae00793ac6dd47ef8cad44f3c6a426f370a","rejected.csv":"c710ca68976e8cc7112fb6c322d014fe8050bc10cac260e5f446affedf816f68","summary.json":"8a619286e98f17496c678889de3ee557003eb1da1e45b41787e0009a713d5f1e"},"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":2,"amount":11250}],"codes":[]},"by_hand":false,"accepted_digest":"7c8bc6f366cc0e2448d3091adef0c6ffd3dabf40f689cb085803498a9cc5eaa9","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','32795d4060849d87ee8d815c69e51a84ceb1be6c9792f42be1e9f9401916f923','1ae53126fb633de8708b22261842feea06267bdff2b4a14c12adb0e8866eada6');
INSERT INTO "journal" VALUES(67,'look',1791534600,1795901125,'os:root','root',NULL,'a9d8da372c7d77edbcc3c2de8f9d0f35c54ead01e08f9cf1e899a677c030c4c0','{"look":{"look":11,"due":1791518400,"at":1791534600},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','1ae53126fb633de8708b22261842feea06267bdff2b4a14c12adb0e8866eada6','c4eac9213d021906a6c7f520cfb1fb235bf6a0ab83e459db54f771b2517e065d');
INSERT INTO "journal" VALUES(68,'seal',1791534600,1795901125,'os:root','root',NULL,'6242a84b170436d7b531751f3bba76dd33bfe50249ac98efe41e98d905bac336','{"submission":{"submission":8,"channel":"default","sequence":6,"currency":"USD","exponent":2,"name":"default-000006-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791534600,"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":1,"amount":150000}]},"terms":{"ready_before":1791532800}}','c4eac9213d021906a6c7f520cfb1fb235bf6a0ab83e459db54f771b2517e065d','899797030d242c11980af5b9b7d3f4c63b466c6f27d76b44d2a3c4230244379c');
INSERT INTO "journal" VALUES(69,'stage',1791534600,1795901125,'os:root','root',NULL,'629fa3d6a34a471c85690f994390258b090b5ff57a1fd81e6213dcb32cd5ba65','{"stage":{"submission":8,"count":1,"amount":150000,"hash_total":880101004,"digest":"629fa3d6a34a471c85690f994390258b090b5ff57a1fd81e6213dcb32cd5ba65","size":385}}','899797030d242c11980af5b9b7d3f4c63b466c6f27d76b44d2a3c4230244379c','c775be3796d29adccb81ddf3d95a6c92e354dd95eae2109f9e79cc3c34ae8e02');
INSERT INTO "journal" VALUES(70,'emission',1791534600,1795901125,'os:root','root',NULL,'629fa3d6a34a471c85690f994390258b090b5ff57a1fd81e6213dcb32cd5ba65','{"emission":{"submission":8,"emitted_at":1791534600}}','c775be3796d29adccb81ddf3d95a6c92e354dd95eae2109f9e79cc3c34ae8e02','236a310e88d7a941f6db4c306d3d44cfdb0af82bb38c977c1e3c864d98e7e19b');
INSERT INTO "journal" VALUES(71,'approval',1791536400,1795901127,'Lin Yue','root','16bba0f4549a1f21c0d5e225668b3fdfc8dc9b9f9bf88cfee61cb6a50fa74c64','5717debc8aa0be892d477f175add8082a98e617468fb363d788595ba05551475','{"approval":{"batch":7,"by":"Lin Yue","os_user":"root","at":1791536400,"digest":"f60597315e9716c6d7156b36a2ee9755f285557df057787422659242e4065b3e"}}','236a310e88d7a941f6db4c306d3d44cfdb0af82bb38c977c1e3c864d98e7e19b','2806d815f63f769901ff061db7279a1d2311e1dd41688e0f26ebd591f2dc9caa');
INSERT INTO "journal" VALUES(72,'look',1791619200,1795901128,'os:root','root',NULL,'006323d725df350903585ecd65e426e22836eab0c306c6a309e085e2f91b3ecc','{"look":{"look":12,"due":1791604800,"at":1791619200},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','2806d815f63f769901ff061db7279a1d2311e1dd41688e0f26ebd591f2dc9caa','41172c7abef090282693aa1dbd6831d04d09b9e3ee6e99b7a3f2c1174fadbfcf');
INSERT INTO "journal" VALUES(73,'seal',1791619200,1795901128,'os:root','root',NULL,'e5666fa7bb1dabd9b32a9e4669ae4e38a53fa4b32764ee3a06b7ce2be75b5951','{"submission":{"submission":9,"channel":"default","sequence":7,"currency":"USD","exponent":2,"name":"default-000007-USD.csv","layout":"native-csv","time_zone":"Asia/Shanghai","created_at":1791619200,"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":2,"amount":11250}]},"terms":{"ready_before":1791619200}}','41172c7abef090282693aa1dbd6831d04d09b9e3ee6e99b7a3f2c1174fadbfcf','f9da760c4deaf84f5bc14eb93b310df723b0dfbba1ab53061f88f3a823a2ddab');
INSERT INTO "journal" VALUES(74,'stage',1791619200,1795901129,'os:root','root',NULL,'1b451a00020db25ac2e0591ccbeda7eb0deb65b5bda9dfbdba9352d36a5dd2f4','{"stage":{"submission":9,"count":2,"amount":11250,"hash_total":1760202017,"digest":"1b451a00020db25ac2e0591ccbeda7eb0deb65b5bda9dfbdba9352d36a5dd2f4","size":470}}','f9da760c4deaf84f5bc14eb93b310df723b0dfbba1ab53061f88f3a823a2ddab','d9b9080a5dc826bc48ad55e57757f5fa62de89cbfc26ebfe22abcdca0057c917');
INSERT INTO "journal" VALUES(75,'emission',1791619200,1795901129,'os:root','root',NULL,'1b451a00020db25ac2e0591ccbeda7eb0deb65b5bda9dfbdba9352d36a5dd2f4','{"emission":{"submission":9,"emitted_at":1791619200}}','d9b9080a5dc826bc48ad55e57757f5fa62de89cbfc26ebfe22abcdca0057c917','fe04527e3a14bf1d09deebdb8ae5576fb24e78cd69b83e065f5910deb88d6579');
INSERT INTO "journal" VALUES(76,'result',1791766800,1795901130,'drop:card','root','a3782bc8d17eef6d34134c5048bc07fa867d85c4474089bc2979c418b831c5c1','aca99fa3f9babc87fbf54a46de9e6f87c6d22e9913a94457b9a1bb2de975ddec','{"file":{"file":15,"kind":"results","name":"card-20261012.csv","digest":"a3782bc8d17eef6d34134c5048bc07fa867d85c4474089bc2979c418b831c5c1","inflated_digest":"a3782bc8d17eef6d34134c5048bc07fa867d85c4474089bc2979c418b831c5c1","size":102,"origin":"drop/results/card/card-20261012.csv","modified":1700000000000000000,"taken_at":1791766800,"by":"drop:card","account":null,"channel":"card","refusal":null,"message":null,"message_zh":null,"records":1},"result":{"file":15,"channel":"card","submission":null,"at":1791766800,"records":1,"applied":1,"already_known":0,"exceptions":0,"answers_digest":"aca99fa3f9babc87fbf54a46de9e6f87c6d22e9913a94457b9a1bb2de975ddec"},"opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','fe04527e3a14bf1d09deebdb8ae5576fb24e78cd69b83e065f5910deb88d6579','44cb729e38b1343d9ff17544a5351c5974f72f4b295f62bb3bed7f43055de7c1');
INSERT INTO "journal" VALUES(77,'result',1791766800,1795901130,'drop:card','root','375f8ecf34333aa4856e4cd29f5fe9a61dfd7e0c607f4e4b9bcabe566328601d','6c903c3535c9d5f326a16abb22f31cb73405849caf49d46deeed403f9b786b9c','{"file":{"file":16,"kind":"results","name":"card-arn-20261012.csv","digest":"375f8ecf34333aa4856e4cd29f5fe9a61dfd7e0c607f4e4b9bcabe566328601d","inflated_digest":"375f8ecf34333aa4856e4cd29f5fe9a61dfd7e0c607f4e4b9bcabe566328601d","size":77,"origin":"drop/results/card/card-arn-20261012.csv","modified":1700000000000000000,"taken_at":1791766800,"by":"drop:card","account":null,"channel":"card","refusal":null,"message":null,"message_zh":null,"records":2},"result":{"file":16,"channel":"card","submission":null,"at":1791766800,"records":2,"applied":2,"already_known":0,"exceptions":0,"answers_digest":"6c903c3535c9d5f326a16abb22f31cb73405849caf49d46deeed403f9b786b9c"},"opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','44cb729e38b1343d9ff17544a5351c5974f72f4b295f62bb3bed7f43055de7c1','3636c111d1bddb3d904933c1644b12ac758fb880404d45d4ce373d0d2316bd99');
INSERT INTO "journal" VALUES(78,'result',1791766800,1795901130,'drop:default','root','52337e87159312792c4b450c4b5d25454a5240b4d40e3810fa99416f11379e10','c0c0ef668ebe12a43e5b0cfcc3e8d35d92b01abeecc428fa10d1b6004518364d','{"file":{"file":17,"kind":"results","name":"default-20261012.csv","digest":"52337e87159312792c4b450c4b5d25454a5240b4d40e3810fa99416f11379e10","inflated_digest":"52337e87159312792c4b450c4b5d25454a5240b4d40e3810fa99416f11379e10","size":277,"origin":"drop/results/default/default-20261012.csv","modified":1700000000000000000,"taken_at":1791766800,"by":"drop:default","account":null,"channel":"default","refusal":null,"message":null,"message_zh":null,"records":5},"result":{"file":17,"channel":"default","submission":null,"at":1791766800,"records":5,"applied":5,"already_known":0,"exceptions":0,"answers_digest":"c0c0ef668ebe12a43e5b0cfcc3e8d35d92b01abeecc428fa10d1b6004518364d"},"opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"paid_by_hand":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"}}','3636c111d1bddb3d904933c1644b12ac758fb880404d45d4ce373d0d2316bd99','cab1a3b7ccdf493ffbb2bee8acc9d51f1799a29862cade3ef0a9dbf317acda9f');
INSERT INTO "journal" VALUES(79,'look',1791766800,1795901130,'os:root','root',NULL,'ea82c42b13098c7aa16643884cfd55a504bc15b40aa967999349418d2b0a3846','{"look":{"look":13,"due":1791763200,"at":1791766800},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','cab1a3b7ccdf493ffbb2bee8acc9d51f1799a29862cade3ef0a9dbf317acda9f','c6c4f41767f2d8bb643b2fb65d4e26f994d713db8cdd79acceec094ef69e3d01');
INSERT INTO "journal" VALUES(80,'proposal',1791768600,1795901132,'Zhao Wei','root',NULL,'e3cb74636783932e47d0de3d647635e945db1187ed1ee2ac369dc95efe39b7c1','{"exception_step":{"step":6,"exception":4,"kind":"propose","at":1791768600,"by":"Zhao Wei","os_user":"root","assignee":null,"action":"apply","note":"the bank confirmed it by phone"}}','c6c4f41767f2d8bb643b2fb65d4e26f994d713db8cdd79acceec094ef69e3d01','a6e686dd1899bbc017b42af21d7fe4b0b0d15249ee63b7970a603058d04e0b10');
INSERT INTO "journal" VALUES(81,'resolution',1791769200,1795901133,'Hu Lan','root',NULL,'31de395afa39d5e337050bc476b699adf969c632f527e48555f887817584d750','{"exception_step":{"step":7,"exception":4,"kind":"confirm","at":1791769200,"by":"Hu Lan","os_user":"root","assignee":null,"action":"apply","note":"the bank confirmed it by phone"},"answer":{"answer":19,"line":7,"refund":8,"previous":7,"effect":5,"query_number":"","bank_reference":"","reason_code":"","reason":"the bank confirmed it by phone","processed_at":"","paid":null}}','a6e686dd1899bbc017b42af21d7fe4b0b0d15249ee63b7970a603058d04e0b10','332f3048e65e3a857ef873c4a26812cbeefa17b544af3daad6cc198023ca5f58');
INSERT INTO "journal" VALUES(82,'look',1791795600,1795901133,'os:root','root',NULL,'4b7d7d007464f13d655cbeb40eff31d8a3aeca31937feeaea2554d158361f210','{"look":{"look":14,"due":1791795600,"at":1791795600},"covered":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"totals":[]}','332f3048e65e3a857ef873c4a26812cbeefa17b544af3daad6cc198023ca5f58','42b2ba59b2f259210941addadcd22541a5252cbc522a4af20051258bec937184');
INSERT INTO "journal" VALUES(83,'orders',1791853200,1795901138,'os:root','root','0a56acae49361a20af041686e45104bd9e1b3b0fff646ed26dd120fbb1e583c3','945c5c25b89a00a09e403045435827df9abd1ff7bd05f634001e40c1c33a30b4','{"file":{"file":18,"kind":"orders","name":"more.csv","digest":"0a56acae49361a20af041686e45104bd9e1b3b0fff646ed26dd120fbb1e583c3","inflated_digest":"0a56acae49361a20af041686e45104bd9e1b3b0fff646ed26dd120fbb1e583c3","size":605,"origin":null,"modified":1795901137200416430,"taken_at":1791853200,"by":"os:root","account":null,"channel":null,"refusal":null,"message":null,"message_zh":null,"records":6},"names_digest":"615b9e142f73b000acf7722bc9ca67a460843367a2f7395decf373862b3497ad","opened":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"closed":{"count":0,"digest":"0000000000000000000000000000000000000000000000000000000000000000"},"facts":{"inserted":6,"updated":0,"unchanged":0,"rejected":0}}','42b2ba59b2f259210941addadcd22541a5252cbc522a4af20051258bec937184','1693f044e4b9ba37e3255a2e14c427e8317cf6fac797bf01432083e3218ac416');
INSERT INTO "journal" VALUES(84,'batch',1791853200,1795901139,'Hu Lan','root','bbd0adb73f7d5b470dc88f0590b14c7d6a92ee90186a46b8fd4ff7a07538fd72','9afb841604f22c94aba25579f368df529af0f1566c24458d55b0005c670baa49','{"file":{"file":19,"kind":"refunds","name":"HB-X.csv","digest":"bbd0adb73f7d5b470dc88f0590b14c7d6a92ee90186a46b8fd4ff7a07538fd72","inflated_digest":"bbd0adb73f7d5b470dc88f0590b14c7d6a92ee90186a46b8fd4ff7a07538fd72","size":141,"origin":null,"modified":1795901137200520069,"taken_at":1791853200,"by":"Hu Lan","account":"880101","channel":null,"refusal":null,"message":null,"message_zh":null,"records":3},"batch":{"batch":8,"file":19,"account":"880101","batch_number":null,"policy":"accept-good","records_digest":"10c4baa4bb01cad52a9ab2440b74ebdb02e9fb92e0aa52083fa197de61b03e1f","accepted_at":1791853200,"by":"Hu Lan","os_user":"root","records":3,"accepted":3,"rejected":0,"warnings":0,"approvals_needed":1,"first_serial":17,"decisions_digest":"9afb841604f22c94aba25579f368df529af0f1566c24458d55b0005c670baa49","reports":{"accepted.csv":"5b5c0237e247781b00726f2520363a379b5203c62b026d1a4a17f666e81a97af","rejected.csv":"85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff","summary.json":"cd4621d47fa7b91c153d8ed5b9d0edce1e8b2d2dbc0008baf7d39f338054a28e"},"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":3,"amount":3000}],"codes":[]},"by_hand":false,"accepted_digest":"ccadfec6709e8b5d03c01e0fc066913aec89a6cff0ef1fa90ebb69bbb4dfe01a","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','1693f044e4b9ba37e3255a2e14c427e8317cf6fac797bf01432083e3218ac416','2bfccb46eb0cb1fd3cc81aedd965f80ac81465a6a59d178bca00c22acdaa5b24');
INSERT INTO "journal" VALUES(85,'batch',1791853200,1795901140,'Hu Lan','root','ed5930c96ea00596c522af44544ee8dadb2fe37d91fa93cded5e0354d48e4900','f05d6b07efabc59a49677bed5b06c3bfa012250c2af43bbf79e5bd5affd8203e','{"file":{"file":20,"kind":"refunds","name":"HB-Y.csv","digest":"ed5930c96ea00596c522af44544ee8dadb2fe37d91fa93cded5e0354d48e4900","inflated_digest":"ed5930c96ea00596c522af44544ee8dadb2fe37d91fa93cded5e0354d48e4900","size":141,"origin":null,"modified":1795901137200587649,"taken_at":1791853200,"by":"Hu Lan","account":"880101","channel":null,"refusal":null,"message":null,"message_zh":null,"records":3},"batch":{"batch":9,"file":20,"account":"880101","batch_number":null,"policy":"accept-good","records_digest":"5c4f4afd6ecaeaaf3a96fd8a7173ccd577c8be8bf5454e75a3c95fb2c461c9dd","accepted_at":1791853200,"by":"Hu Lan","os_user":"root","records":3,"accepted":3,"rejected":0,"warnings":0,"approvals_needed":1,"first_serial":20,"decisions_digest":"f05d6b07efabc59a49677bed5b06c3bfa012250c2af43bbf79e5bd5affd8203e","reports":{"accepted.csv":"8fe161e32accd5db111719b8336f8cd57a4d37f376e91b6f1e1912a52f2d0386","rejected.csv":"85f727cb9b5893c2c0b0c442a988903b613350ce8206bfe8d5279096a16f12ff","summary.json":"b50be05dc2d1cabf0146dc63ca262cbab99ccf231b01f4761f0fa3ed57529056"},"totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":3,"amount":3000}],"codes":[]},"by_hand":false,"accepted_digest":"4296c49ac4e01d07cc51a661ff269a0d78ac3c6e9dd506fef13a97fab4cacc17","rejected_digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}','2bfccb46eb0cb1fd3cc81aedd965f80ac81465a6a59d178bca00c22acdaa5b24','261d62f57dd33157ae4c3d06c9e32203f885d920628fd8065b06023052750d9c');
INSERT INTO "journal" VALUES(86,'approval',1791853200,1795901143,'Lin Yue','root','bbd0adb73f7d5b470dc88f0590b14c7d6a92ee90186a46b8fd4ff7a07538fd72','9afb841604f22c94aba25579f368df529af0f1566c24458d55b0005c670baa49','{"approval":{"batch":8,"by":"Lin Yue","os_user":"root","at":1791853200,"digest":"2f094192f6675a0013a5b93f2625aeda11f7ad9533553e12af87e4266fa686c8"},"except":[18],"why":"sent twice"}','261d62f57dd33157ae4c3d06c9e32203f885d920628fd8065b06023052750d9c','d2a73f6ebd8c6d42e7d03d96d0ee1fa1556a8a8d0d709e1f68b1ece8d5009f45');
INSERT INTO "journal" VALUES(87,'decline',1791853200,1795901143,'Lin Yue','root','bbd0adb73f7d5b470dc88f0590b14c7d6a92ee90186a46b8fd4ff7a07538fd72','a78eec20b849bcd9be276281f208502f939081e68d3fafbf336f472b1fad6d91','{"decline":{"batch":8,"failure":"declined","at":1791853200,"by":"Lin Yue","os_user":"root","why":"sent twice","totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":1,"amount":1000}],"refunds":[18]}}','d2a73f6ebd8c6d42e7d03d96d0ee1fa1556a8a8d0d709e1f68b1ece8d5009f45','8c9e288f32ca5ea38a611cfd939ebee5c94d33f350490fadb4d15be578cb7cc3');
INSERT INTO "journal" VALUES(88,'decline',1791853200,1795901144,'Lin Yue','root','ed5930c96ea00596c522af44544ee8dadb2fe37d91fa93cded5e0354d48e4900','44a4aa9c5886fd65350a651c84228a2a8e6e3ceb2b7a2b60714a7176b11b0638','{"decline":{"batch":9,"failure":"declined","at":1791853200,"by":"Lin Yue","os_user":"root","why":"sent twice","totals":[{"account":"880101","channel":"default","currency":"USD","exponent":2,"count":3,"amount":3000}]}}','8c9e288f32ca5ea38a611cfd939ebee5c94d33f350490fadb4d15be578cb7cc3','aab7d68467a4bc465917dc647688a9ddcb30a09ddfa26cac1fea038fbe263cfb');
INSERT INTO "journal" VALUES(89,'cancel',1791853200,1795901145,'Hu Lan','root',NULL,'d53d053265f9b416a43026e797e008424c5eafe0a0806a6aa06399f65b1075fe','{"closing":{"refund":19,"failure":"cancelled","at":1791853200,"by":"Hu Lan","os_user":"root","why":""}}','aab7d68467a4bc465917dc647688a9ddcb30a09ddfa26cac1fea038fbe263cfb','fd55453f10e10fd33dff9667fdd74c68302e2de4792b6b05360169a2886d08b2');
CREATE TABLE lanes (
    lane INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts,
    channel INTEGER NOT NULL REFERENCES channels,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    exponent INTEGER NOT NULL CHECK (exponent BETWEEN 0 AND 6),
    UNIQUE (account, channel, currency, exponent)
) STRICT;
INSERT INTO "lanes" VALUES(1,1,2,'USD',2);
INSERT INTO "lanes" VALUES(2,2,2,'EUR',2);
INSERT INTO "lanes" VALUES(3,1,1,'USD',2);
CREATE TABLE looks (look INTEGER PRIMARY KEY, due INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
INSERT INTO "looks" VALUES(1,1790553600,1790555400);
INSERT INTO "looks" VALUES(2,1790568000,1790582400);
INSERT INTO "looks" VALUES(3,1790640000,1790643600);
INSERT INTO "looks" VALUES(4,1790654400,1790661600);
INSERT INTO "looks" VALUES(5,1790726400,1790730000);
INSERT INTO "looks" VALUES(6,1790740800,1790740800);
INSERT INTO "looks" VALUES(7,1790758800,1790758800);
INSERT INTO "looks" VALUES(8,1791417600,1791419400);
INSERT INTO "looks" VALUES(9,1791432000,1791446400);
INSERT INTO "looks" VALUES(10,1791504000,1791505800);
INSERT INTO "looks" VALUES(11,1791518400,1791534600);
INSERT INTO "looks" VALUES(12,1791604800,1791619200);
INSERT INTO "looks" VALUES(13,1791763200,1791766800);
INSERT INTO "looks" VALUES(14,1791795600,1791795600);
CREATE TABLE orders (
    payment_id TEXT PRIMARY KEY NOT NULL,
    account INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    currency TEXT NOT NULL,
    exponent INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    status INTEGER NOT NULL CHECK (status IN (-1, 0, 1)),
    paid_at INTEGER NOT NULL,
    chargeback INTEGER NOT NULL CHECK (chargeback >= 0),
    refunded_elsewhere INTEGER NOT NULL CHECK (refunded_elsewhere >= 0),
    terminal TEXT NOT NULL,
    order_number TEXT NOT NULL,
    payment_method TEXT NOT NULL,
    acquirer_reference TEXT NOT NULL,
    creditor_name TEXT NOT NULL,
    creditor_account TEXT NOT NULL,
    creditor_agent TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "orders" VALUES('260901101500880101001',1,2,'USD',2,8000,1,1788228900,0,0,'88010101','HB-1001','','','','','',8501494369352695947);
INSERT INTO "orders" VALUES('260902101500880101002',1,2,'USD',2,4500,1,1788315300,0,0,'88010101','HB-1002','','','','','',1869966062391004365);
INSERT INTO "orders" VALUES('260903101500880101003',1,2,'USD',2,12000,1,1788401700,0,0,'88010101','HB-1003','','','','','',177858871357268753);
INSERT INTO "orders" VALUES('260904101500880101004',1,2,'USD',2,150000,1,1788488100,0,0,'88010101','HB-1004','','','','','',2640133133767981559);
INSERT INTO "orders" VALUES('260905101500880101005',1,2,'USD',2,100000,1,1788574500,100000,0,'88010101','HB-1005','','','','','',5423636831738120704);
INSERT INTO "orders" VALUES('260906101500880101006',1,2,'USD',2,6490,1,1788660900,0,0,'88010101','HB-1006','','','','','',756869192797456618);
INSERT INTO "orders" VALUES('260907101500880101007',1,2,'USD',2,3800,1,1788747300,0,0,'88010101','HB-1007','','','','','',1878471671720537793);
INSERT INTO "orders" VALUES('260908101500880101008',1,2,'USD',2,21000,1,1788833700,0,0,'88010101','HB-1008','','','','','',889686416016483292);
INSERT INTO "orders" VALUES('260909101500880101009',1,2,'USD',2,5250,1,1788920100,0,0,'88010101','HB-1009','','','','','',7490533003038308479);
INSERT INTO "orders" VALUES('260911093000880101001',1,1,'USD',2,20000,1,1789090200,0,0,'88010102','HB-2001','','','','','',7754803623658566134);
INSERT INTO "orders" VALUES('260911181200880102001',2,2,'EUR',2,6000,1,1789121520,0,0,'88010201','LT-1','','','','','',4289967032337572956);
INSERT INTO "orders" VALUES('260912093000880101002',1,1,'USD',2,15000,1,1789176600,0,0,'88010102','HB-2002','','','','','',6114858433301066780);
INSERT INTO "orders" VALUES('260912181200880102002',2,2,'EUR',2,7000,1,1789207920,0,0,'88010201','LT-2','','','','','',7515535696835999213);
INSERT INTO "orders" VALUES('260913093000880101003',1,1,'USD',2,9000,1,1789263000,0,0,'88010102','HB-2003','','','','','',6659290013876561899);
INSERT INTO "orders" VALUES('260913181200880102003',2,2,'EUR',2,2000,1,1789294320,0,0,'88010201','LT-3','','','','','',4816330446290256283);
INSERT INTO "orders" VALUES('260914181200880102004',2,2,'EUR',2,50000,1,1789380720,0,0,'88010201','LT-4','','','','','',4696196061163074137);
INSERT INTO "orders" VALUES('261012000000880101900',1,2,'USD',2,3000,1,1791770400,0,0,'88010101','HB-1900','','','','','',4389253174598439886);
INSERT INTO "orders" VALUES('261012000000880101901',1,2,'USD',2,3000,1,1791770460,0,0,'88010101','HB-1901','','','','','',4178184443093053146);
INSERT INTO "orders" VALUES('261012000000880101902',1,2,'USD',2,3000,1,1791770520,0,0,'88010101','HB-1902','','','','','',6163479630571026024);
INSERT INTO "orders" VALUES('261012000000880101903',1,2,'USD',2,3000,1,1791770580,0,0,'88010101','HB-1903','','','','','',6847877371093011066);
INSERT INTO "orders" VALUES('261012000000880101904',1,2,'USD',2,3000,1,1791770640,0,0,'88010101','HB-1904','','','','','',1966070366090078630);
INSERT INTO "orders" VALUES('261012000000880101905',1,2,'USD',2,3000,1,1791770700,0,0,'88010101','HB-1905','','','','','',2558484989734874740);
CREATE TABLE redeliveries (
    redelivery INTEGER PRIMARY KEY, submission INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
    os_user TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE refund_numbers (
    account INTEGER NOT NULL, number TEXT NOT NULL, refund INTEGER NOT NULL,
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "refund_numbers" VALUES(1,'HB-R1',1);
INSERT INTO "refund_numbers" VALUES(1,'HB-R10',14);
INSERT INTO "refund_numbers" VALUES(1,'HB-R11',15);
INSERT INTO "refund_numbers" VALUES(1,'HB-R12',16);
INSERT INTO "refund_numbers" VALUES(1,'HB-R2',2);
INSERT INTO "refund_numbers" VALUES(1,'HB-R3',3);
INSERT INTO "refund_numbers" VALUES(1,'HB-R4',4);
INSERT INTO "refund_numbers" VALUES(1,'HB-R5',5);
INSERT INTO "refund_numbers" VALUES(1,'HB-R6',9);
INSERT INTO "refund_numbers" VALUES(1,'HB-R7',10);
INSERT INTO "refund_numbers" VALUES(1,'HB-R8',11);
INSERT INTO "refund_numbers" VALUES(1,'HB-R9',13);
INSERT INTO "refund_numbers" VALUES(1,'HB-X0',17);
INSERT INTO "refund_numbers" VALUES(1,'HB-X1',18);
INSERT INTO "refund_numbers" VALUES(1,'HB-X2',19);
INSERT INTO "refund_numbers" VALUES(1,'HB-Y3',20);
INSERT INTO "refund_numbers" VALUES(1,'HB-Y4',21);
INSERT INTO "refund_numbers" VALUES(1,'HB-Y5',22);
INSERT INTO "refund_numbers" VALUES(2,'LT-R1',6);
INSERT INTO "refund_numbers" VALUES(2,'LT-R2',7);
INSERT INTO "refund_numbers" VALUES(2,'LT-R3',8);
INSERT INTO "refund_numbers" VALUES(2,'LT-R4',12);
CREATE TABLE "refund_states" (
    refund INTEGER PRIMARY KEY,
    lane INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
    hold INTEGER NOT NULL CHECK (hold BETWEEN 0 AND 15),
    submission INTEGER,
    failure INTEGER CHECK (failure BETWEEN 1 AND 5),
    answer INTEGER, paid INTEGER CHECK (paid IS NULL OR status = 2),
    CHECK ((failure IS NULL) = (status <> 3)),
    CHECK (status NOT IN (1, 2) OR submission IS NOT NULL),
    CHECK (failure IS NULL OR (failure IN (3, 5)) = (submission IS NOT NULL))
) STRICT;
INSERT INTO "refund_states" VALUES(1,1,2,0,2,NULL,3,NULL);
INSERT INTO "refund_states" VALUES(2,1,2,0,2,NULL,9,NULL);
INSERT INTO "refund_states" VALUES(3,1,3,0,2,5,10,NULL);
INSERT INTO "refund_states" VALUES(4,1,2,0,8,NULL,14,NULL);
INSERT INTO "refund_states" VALUES(5,1,3,0,NULL,1,NULL,NULL);
INSERT INTO "refund_states" VALUES(6,2,2,0,1,NULL,6,NULL);
INSERT INTO "refund_states" VALUES(7,2,2,0,5,NULL,8,NULL);
INSERT INTO "refund_states" VALUES(8,2,2,0,1,NULL,19,NULL);
INSERT INTO "refund_states" VALUES(9,3,2,0,3,NULL,12,NULL);
INSERT INTO "refund_states" VALUES(10,3,2,0,4,NULL,11,NULL);
INSERT INTO "refund_states" VALUES(11,3,2,0,3,NULL,13,NULL);
INSERT INTO "refund_states" VALUES(12,2,3,0,NULL,4,NULL,NULL);
INSERT INTO "refund_states" VALUES(13,1,2,0,7,NULL,15,NULL);
INSERT INTO "refund_states" VALUES(14,1,2,0,7,NULL,16,NULL);
INSERT INTO "refund_states" VALUES(15,1,2,0,9,NULL,17,NULL);
INSERT INTO "refund_states" VALUES(16,1,3,0,9,3,18,NULL);
INSERT INTO "refund_states" VALUES(17,1,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "refund_states" VALUES(18,1,3,0,NULL,2,NULL,NULL);
INSERT INTO "refund_states" VALUES(19,1,3,0,NULL,1,NULL,NULL);
INSERT INTO "refund_states" VALUES(20,1,3,0,NULL,2,NULL,NULL);
INSERT INTO "refund_states" VALUES(21,1,3,0,NULL,2,NULL,NULL);
INSERT INTO "refund_states" VALUES(22,1,3,0,NULL,2,NULL,NULL);
CREATE TABLE refunds (
    refund INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    line INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0 AND amount <= order_amount),
    order_amount INTEGER NOT NULL,
    order_time INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    number TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    terminal TEXT NOT NULL,
    description TEXT NOT NULL,
    checksum INTEGER NOT NULL
) STRICT;
INSERT INTO "refunds" VALUES(1,1,4,1,0,8000,8000,1788228900,0,'HB-R1','260901101500880101001','88010101','torn cover',367270065336097522);
INSERT INTO "refunds" VALUES(2,1,5,1,0,4500,4500,1788315300,0,'HB-R2','260902101500880101002','88010101','wrong edition',426246564046214390);
INSERT INTO "refunds" VALUES(3,1,6,1,0,2500,12000,1788401700,0,'HB-R3','260903101500880101003','88010101','one of three',1558091870547871032);
INSERT INTO "refunds" VALUES(4,2,4,1,0,150000,150000,1788488100,0,'HB-R4','260904101500880101004','88010101','library order cancelled',4911282001834668291);
INSERT INTO "refunds" VALUES(5,2,5,1,0,100000,100000,1788574500,0,'HB-R5','260905101500880101005','88010101','library order cancelled',1511365769298918737);
INSERT INTO "refunds" VALUES(6,3,4,2,0,6000,6000,1789121520,0,'LT-R1','260911181200880102001','88010201','',4399688171054064602);
INSERT INTO "refunds" VALUES(7,3,5,2,0,7000,7000,1789207920,0,'LT-R2','260912181200880102002','88010201','',5605565942975531575);
INSERT INTO "refunds" VALUES(8,3,6,2,0,2000,2000,1789294320,0,'LT-R3','260913181200880102003','88010201','',447680290153955459);
INSERT INTO "refunds" VALUES(9,4,4,3,0,20000,20000,1789090200,0,'HB-R6','260911093000880101001','88010102','',1293151975627983226);
INSERT INTO "refunds" VALUES(10,4,5,3,0,15000,15000,1789176600,0,'HB-R7','260912093000880101002','88010102','',4242229360204314451);
INSERT INTO "refunds" VALUES(11,4,6,3,0,9000,9000,1789263000,0,'HB-R8','260913093000880101003','88010102','',118545338115964028);
INSERT INTO "refunds" VALUES(12,5,4,2,0,50000,50000,1789380720,0,'LT-R4','260914181200880102004','88010201','',1049677173751807544);
INSERT INTO "refunds" VALUES(13,6,4,1,0,6490,6490,1788660900,0,'HB-R9','260906101500880101006','88010101','lost by the carrier',2141061618511747791);
INSERT INTO "refunds" VALUES(14,6,5,1,0,3800,3800,1788747300,0,'HB-R10','260907101500880101007','88010101','lost by the carrier',8630751731030606659);
INSERT INTO "refunds" VALUES(15,7,4,1,0,6000,21000,1788833700,0,'HB-R11','260908101500880101008','88010101','damaged',1539259209477714648);
INSERT INTO "refunds" VALUES(16,7,5,1,0,5250,5250,1788920100,0,'HB-R12','260909101500880101009','88010101','damaged',2947983506107208761);
INSERT INTO "refunds" VALUES(17,8,2,1,0,1000,3000,1791770400,0,'HB-X0','261012000000880101900','88010101','',7922405772433728667);
INSERT INTO "refunds" VALUES(18,8,3,1,0,1000,3000,1791770460,0,'HB-X1','261012000000880101901','88010101','',1163917368832252479);
INSERT INTO "refunds" VALUES(19,8,4,1,0,1000,3000,1791770520,0,'HB-X2','261012000000880101902','88010101','',7511411137066125011);
INSERT INTO "refunds" VALUES(20,9,2,1,0,1000,3000,1791770580,0,'HB-Y3','261012000000880101903','88010101','',7417326794140027023);
INSERT INTO "refunds" VALUES(21,9,3,1,0,1000,3000,1791770640,0,'HB-Y4','261012000000880101904','88010101','',1290897867334400970);
INSERT INTO "refunds" VALUES(22,9,4,1,0,1000,3000,1791770700,0,'HB-Y5','261012000000880101905','88010101','',2914266686388783657);
CREATE TABLE releases (release INTEGER PRIMARY KEY, refund INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
INSERT INTO "releases" VALUES(1,7,1790740800);
CREATE TABLE results (
    file INTEGER PRIMARY KEY REFERENCES files,
    channel TEXT,
    submission INTEGER,
    at INTEGER NOT NULL,
    records INTEGER NOT NULL,
    applied INTEGER NOT NULL,
    already_known INTEGER NOT NULL,
    exceptions INTEGER NOT NULL,
    answers_digest TEXT NOT NULL,
    CHECK (records = applied + already_known + exceptions)
) STRICT;
INSERT INTO "results" VALUES(8,'card',NULL,1790730000,2,2,0,0,'d17ab68f98dec7d1a5dbf7f99b53612cf31d40df019da5a38ec43752596f24a8');
INSERT INTO "results" VALUES(9,'default',NULL,1790730000,5,5,0,0,'4ef85043039ef1c7239d7b7165bb3536e8c96642a57dd355f39b7df970e455d9');
INSERT INTO "results" VALUES(13,'default',NULL,1791419400,3,1,0,2,'5ca8574d93f13b810aee038e01deb58a19efa33c9684ebffc3ab8ad068f25cdc');
INSERT INTO "results" VALUES(15,'card',NULL,1791766800,1,1,0,0,'aca99fa3f9babc87fbf54a46de9e6f87c6d22e9913a94457b9a1bb2de975ddec');
INSERT INTO "results" VALUES(16,'card',NULL,1791766800,2,2,0,0,'6c903c3535c9d5f326a16abb22f31cb73405849caf49d46deeed403f9b786b9c');
INSERT INTO "results" VALUES(17,'default',NULL,1791766800,5,5,0,0,'c0c0ef668ebe12a43e5b0cfcc3e8d35d92b01abeecc428fa10d1b6004518364d');
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('configuration_digest','04b63611377c3804e46f95f46513f30db708e7bee14e3785f2da5cf1bbf37038');
INSERT INTO "settings" VALUES('home_id','09f649ae9edf4bfff1b93f2d2f9d038d');
INSERT INTO "settings" VALUES('home_number','417');
INSERT INTO "settings" VALUES('next_batch','10');
INSERT INTO "settings" VALUES('next_serial','23');
INSERT INTO "settings" VALUES('next_submission','10');
INSERT INTO "settings" VALUES('orders_digest','945c5c25b89a00a09e403045435827df9abd1ff7bd05f634001e40c1c33a30b4');
CREATE TABLE shortages (
    refund INTEGER PRIMARY KEY,
    covered_at INTEGER,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    CHECK (is_open = 0 OR covered_at IS NULL)
) STRICT;
INSERT INTO "shortages" VALUES(7,1790740800,0);
INSERT INTO "shortages" VALUES(12,NULL,0);
CREATE TABLE submission_totals (
    submission INTEGER NOT NULL, lane INTEGER NOT NULL, count INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (submission, lane)
) STRICT, WITHOUT ROWID;
INSERT INTO "submission_totals" VALUES(1,2,2,8000);
INSERT INTO "submission_totals" VALUES(2,1,3,15000);
INSERT INTO "submission_totals" VALUES(3,3,2,29000);
INSERT INTO "submission_totals" VALUES(4,3,1,15000);
INSERT INTO "submission_totals" VALUES(5,2,1,7000);
INSERT INTO "submission_totals" VALUES(6,1,1,150000);
INSERT INTO "submission_totals" VALUES(7,1,2,10290);
INSERT INTO "submission_totals" VALUES(8,1,1,150000);
INSERT INTO "submission_totals" VALUES(9,1,2,11250);
CREATE TABLE "submissions" (
    submission INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES channels,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    currency TEXT NOT NULL,
    exponent INTEGER NOT NULL,
    name TEXT NOT NULL,
    layout TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sealed', 'staged', 'emitted', 'void')),
    first_refund INTEGER NOT NULL,
    last_refund INTEGER NOT NULL,
    count INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    hash_total INTEGER NOT NULL,
    digest TEXT,
    size INTEGER NOT NULL,
    emitted_at INTEGER,
    UNIQUE (channel, sequence)
) STRICT;
INSERT INTO "submissions" VALUES(1,2,1,'EUR',2,'default-000001-EUR.csv','native-csv','Asia/Shanghai',1790582400,'emitted',6,8,2,8000,1760204004,'fa5f5be8631c68a777ed1f94655a6e40165e18b0b5d406591fc880811c6b80ca',451,1790582400);
INSERT INTO "submissions" VALUES(2,2,2,'USD',2,'default-000002-USD.csv','native-csv','Asia/Shanghai',1790582400,'emitted',1,3,3,15000,2640303006,'85ff984a316281fb29c8880b475d25663144f9344afbc29c7f3671875d05e96e',585,1790582400);
INSERT INTO "submissions" VALUES(3,1,1,'USD',2,'card-000001-USD.csv','native-csv','Asia/Shanghai',1790661600,'emitted',9,11,2,29000,1760202004,'aaa1feffefe29ab865c09d78fd91b3aefc62e2e0f36f3a1739609e98bc5e17b8',451,1790661600);
INSERT INTO "submissions" VALUES(4,1,2,'USD',2,'card-000002-USD.csv','native-csv','Asia/Shanghai',1790730000,'emitted',10,10,1,15000,880101002,'f6be9e3de9186b3696ceab782c1ea436dd9a6c6a23236438864ad11240c27864',356,1790730000);
INSERT INTO "submissions" VALUES(5,2,3,'EUR',2,'default-000003-EUR.csv','native-csv','Asia/Shanghai',1790755200,'emitted',7,7,1,7000,880102002,'39b31b61c996e0111e9a15322714eeb838c5f9c50708e68e3f02e26a51f1f24f',356,1790755200);
INSERT INTO "submissions" VALUES(6,2,4,'USD',2,'default-000004-USD.csv','native-csv','Asia/Shanghai',1790755200,'void',4,4,1,150000,880101004,'7af62c89d9b19a358ec7db1827d91f548cc7f0f013030bbc9272fb644c011035',385,1790755200);
INSERT INTO "submissions" VALUES(7,2,5,'USD',2,'default-000005-USD.csv','native-csv','Asia/Shanghai',1791446400,'emitted',13,14,2,10290,1760202013,'10eeb62cd7c7e41b8b3e954ac1086d27c3e09c877558c8d2790bb7c5024affe3',490,1791446400);
INSERT INTO "submissions" VALUES(8,2,6,'USD',2,'default-000006-USD.csv','native-csv','Asia/Shanghai',1791534600,'emitted',4,4,1,150000,880101004,'629fa3d6a34a471c85690f994390258b090b5ff57a1fd81e6213dcb32cd5ba65',385,1791534600);
INSERT INTO "submissions" VALUES(9,2,7,'USD',2,'default-000007-USD.csv','native-csv','Asia/Shanghai',1791619200,'emitted',15,16,2,11250,1760202017,'1b451a00020db25ac2e0591ccbeda7eb0deb65b5bda9dfbdba9352d36a5dd2f4',470,1791619200);
CREATE TABLE void_steps (
    step INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('propose', 'withdraw', 'confirm')),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    os_user TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
INSERT INTO "void_steps" VALUES(1,6,'propose',1791511200,'Hu Lan','root','the bank never got the file');
INSERT INTO "void_steps" VALUES(2,6,'confirm',1791511800,'Zhao Wei','root','the bank never got the file');
CREATE TABLE voided (
    submission INTEGER NOT NULL, refund INTEGER NOT NULL, PRIMARY KEY (submission, refund)
) STRICT, WITHOUT ROWID;
INSERT INTO "voided" VALUES(6,4);
CREATE INDEX orders_by_number ON orders (account, order_number);
CREATE INDEX batches_by_records ON batches (account, records_digest);
CREATE INDEX batches_by_number ON batches (account, batch_number);
CREATE INDEX batches_by_time ON batches (accepted_at);
CREATE INDEX batches_waiting ON batches (batch) WHERE waiting > 0;
CREATE INDEX batches_open ON batches (batch) WHERE waiting > 0 OR outstanding > 0;
CREATE INDEX batches_by_file ON batches (file);
CREATE INDEX exceptions_open ON exceptions (exception) WHERE state <> 'resolved';
CREATE INDEX exceptions_by_order ON exceptions (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX submissions_by_time ON submissions (emitted_at);
CREATE INDEX submissions_unfinished ON submissions (submission) WHERE state IN ('sealed', 'staged');
CREATE INDEX void_steps_by_submission ON void_steps (submission);
CREATE INDEX voided_by_refund ON voided (refund);
CREATE TRIGGER refund_edges BEFORE UPDATE OF status ON refund_states
WHEN NEW.status <> OLD.status AND NOT (
    OLD.status = 0 AND NEW.status IN (1, 3) OR OLD.status = 1 AND NEW.status IN (2, 3)
    OR OLD.status = 1 AND NEW.status = 0 AND NEW.submission IS NULL
    OR OLD.status = 2 AND NEW.status = 3 AND NEW.failure = 5
    OR OLD.status = 3 AND NEW.status = 2 AND OLD.failure IN (3, 5))
BEGIN SELECT RAISE(ABORT, 'a refund takes only the edges of its life'); END;
CREATE TRIGGER one_submission BEFORE UPDATE OF submission ON refund_states
WHEN OLD.submission IS NOT NULL AND NEW.submission IS NOT OLD.submission AND NOT (
    NEW.submission IS NULL AND NEW.status = 0
    AND (SELECT state FROM submissions WHERE submission = OLD.submission) = 'void')
BEGIN SELECT RAISE(ABORT, 'a refund is in one submission'); END;
CREATE INDEX releases_by_refund ON releases (refund);
CREATE INDEX approvals_by_batch ON approvals (batch);
CREATE UNIQUE INDEX one_approval_each ON approvals (batch, by) WHERE voided IS NULL;
CREATE INDEX approval_voids_by_batch ON approval_voids (batch);
CREATE INDEX files_by_digest ON files (digest);
CREATE INDEX files_by_inflated_digest ON files (inflated_digest);
CREATE INDEX files_by_time ON files (taken_at);
CREATE INDEX files_by_origin ON files (origin) WHERE origin IS NOT NULL;
CREATE INDEX closings_by_time ON closings (at);
CREATE INDEX shortages_open ON shortages (refund) WHERE is_open = 1;
CREATE INDEX answers_resolved ON answers (line) WHERE file IS NULL;
CREATE INDEX exception_steps_by_exception ON exception_steps (exception);
CREATE INDEX resolutions_by_time ON exception_steps (at) WHERE kind = 'confirm';
CREATE INDEX submissions_by_creation ON submissions (channel, created_at);
CREATE INDEX exceptions_unanswered ON exceptions (refund_id) WHERE code = 'UNANSWERED';
COMMIT;
